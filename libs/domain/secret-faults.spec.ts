import { addressFault, keyFault, passwordFault, secretFaults } from './secret-faults';

const OWN = 'q7Lr2vX9bTzM';

describe('secrets in production', () => {
  it.each([
    ['', /empty/],
    ['   ', /empty/],
    ['password', /published/],
    ['For-The-Moment', /published/],
    ['correct horse battery', /published/],
    ['q7Lr2vX9bTz', /shorter than 12/],
    ['abababababababab', /repeats/],
    ['mysecretpassword', /examples/],
    ['my-secret-pw-2024', /examples/],
    ['yourStrong(!)Password', /examples/],
    ['P-a-s-s-w-o-r-d 123!', /examples/],
    ['changemechangeme', /examples/],
    ['postgres-redis-assay', /examples/],
  ])('are not "%s"', (password, reason) => {
    const fault = passwordFault(password) ?? '';
    expect(fault).toMatch(reason);
    expect(fault).toMatch(/openssl/);
    if (password.trim().length > 8) expect(fault).not.toContain(password);
  });

  it('are of a length that fits their use', () => {
    expect(passwordFault(OWN)).toBeUndefined();
    expect(keyFault(OWN)).toMatch(/shorter than 32/);
    expect(keyFault('0123456789abcdef0123456789ABCDEF')).toMatch(/published/);
    expect(keyFault('s'.repeat(40))).toMatch(/repeats/);
    expect(keyFault(`${OWN}${OWN}${OWN}`)).toBeUndefined();
    expect(keyFault('change-me-'.repeat(5))).toMatch(/examples/);
    expect(keyFault('your-secret-key-at-least-32-characters-long')).toMatch(/examples/);
    // Around a secret such words do no harm.
    expect(passwordFault(`postgres-production-${OWN}`)).toBeUndefined();
  });

  it.each([
    [`postgres://assay:${OWN}@127.0.0.1/assay`, undefined],
    ['postgres://assay@127.0.0.1/assay', /empty/],
    ['postgres://assay:@127.0.0.1/assay', /empty/],
    ['postgres://assay:assay@127.0.0.1/assay', /name of the user/],
    ['postgres://assay:p%61ssword@127.0.0.1/assay', /published/],
    ['postgres://assay:100%25%@127.0.0.1/assay', /shorter/],
    ['postgres://assay@localhost/assay?host=/run/postgresql', undefined],
    ['postgres://assay@db.example/assay?sslcert=/run/client.pem', undefined],
    ['postgres://assay:secret@localhost/assay?host=/run/postgresql', /published/],
    ['postgres://assay@localhost/assay?host=/run/postgresql&host=db.example', /empty/],
    [`postgres://assay:${OWN}@127.0.0.1/assay?password=postgres`, /published/],
    [`postgres://127.0.0.1/assay?user=${OWN}&password=${OWN}`, /name of the user/],
    ['postgres://postgres:postgres@/assay?host=db.example', /can be read/],
    ['redis://127.0.0.1:6379/0?sslcert=x', /empty/],
    ['redis://127.0.0.1:6379/0?host=/x', /empty/],
    ['redis://127.0.0.1:6379/0', /empty/],
    ['redis://:redis@127.0.0.1:6379/0', /published/],
    [`rediss://:${OWN}@cache.example:6379/0`, undefined],
  ])('in the address %s', (url, reason) => {
    if (reason === undefined) expect(addressFault(url)).toBeUndefined();
    else expect(addressFault(url)).toMatch(reason);
  });

  it('are looked at by the names of their variables, those that are set', () => {
    expect(
      secretFaults({ DATABASE_URL: `postgres://assay:${OWN}@db/assay`, SESSION_SECRET: undefined }),
    ).toEqual([]);
    const faults = secretFaults({
      DATABASE_URL: 'postgres://assay:changeme@db/assay',
      REDIS_URL: 'redis://cache',
      SESSION_SECRET: 'change-me-please',
      DEMO_MANAGER_PASSWORD: 'for-the-moment',
    });
    expect(faults.map(([name]) => name)).toEqual([
      'DATABASE_URL',
      'REDIS_URL',
      'SESSION_SECRET',
      'DEMO_MANAGER_PASSWORD',
    ]);
  });
});
