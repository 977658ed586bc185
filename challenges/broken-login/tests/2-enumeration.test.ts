import { expect, expectStatus, test } from '@assay/testkit';
import { each, expectAlike, expectError, logIn, people, personName, signUp } from './support';

test(
  {
    id: 'login-unknown-account',
    group: 'enumeration',
    title: 'A wrong password and an unknown address are answered alike',
    requirements: ['R12'],
  },
  async (t) => {
    const { alice: known } = await t.use(people);
    const wrong = await logIn(t, known.email, t.random.password());
    const unknown = await logIn(t, t.random.email(), t.random.password());
    expectError(wrong, 401, 'invalid_credentials');
    expectAlike(wrong, unknown);
    // The right password of somebody else, and an address that only looks like the known one.
    expectAlike(wrong, await logIn(t, t.random.email(), known.password));
    expectAlike(wrong, await logIn(t, `${t.random.hex(4)}${known.email}`, known.password));
    expectAlike(wrong, await logIn(t, known.email.toUpperCase(), `${known.password} `));
    expectStatus(await logIn(t, known.email, known.password), 200);
  },
);

test(
  {
    id: 'login-odd-addresses',
    group: 'enumeration',
    title: 'A login for an address that can not exist is answered alike',
    requirements: ['R1', 'R12'],
  },
  async (t) => {
    const { alice: known } = await t.use(people);
    const wrong = await logIn(t, known.email, t.random.password());
    await each(['', ' ', t.random.hex(300), `${t.random.hex(8)}@`], async (email) => {
      const answer = await logIn(t, email, t.random.password());
      expectError(answer, 401, 'invalid_credentials');
      expectAlike(wrong, answer);
    });
    expectStatus(await logIn(t, known.email, ''), 401);
    expectStatus(await logIn(t, known.email, known.password), 200);
  },
);

test(
  {
    id: 'register-known-address',
    group: 'enumeration',
    title: 'Registering an address again is answered like a new one and changes nothing',
    requirements: ['R13'],
  },
  async (t) => {
    const known = await signUp(t);
    const fresh = { email: t.random.email(), password: t.random.password(), name: personName(t.random) };
    const first = expectStatus(await t.http.post('/register', { json: fresh }), 202);
    const password = t.random.password();
    for (const email of [known.email, known.email.toUpperCase(), ` ${known.email} `]) {
      const again = await t.http.post('/register', { json: { email, password, name: personName(t.random) } });
      expectAlike(first, again);
    }
    expectStatus(await logIn(t, fresh.email, fresh.password), 200);
    expectError(await logIn(t, known.email, password), 401, 'invalid_credentials');
    const login = expectStatus(await logIn(t, known.email, known.password), 200);
    const me = expectStatus(await t.http.get('/me', { bearer: login.string('token') }), 200);
    expect(me.object()).toEqual({ id: known.id, email: known.email, name: known.name, role: 'member' });
  },
);

test(
  {
    id: 'register-malformed-known-address',
    group: 'enumeration',
    title: 'A malformed registration is refused before anybody looks for the address',
    requirements: ['R1', 'R13'],
  },
  async (t) => {
    const { alice: known } = await t.use(people);
    await each(
      [
        { password: t.random.hex(5), name: 'x' },
        { password: t.random.password(), name: '' },
      ],
      async (rest) => {
        const taken = await t.http.post('/register', { json: { email: known.email, ...rest } });
        const free = await t.http.post('/register', { json: { email: t.random.email(), ...rest } });
        expectError(taken, 400, 'invalid_request');
        expectAlike(taken, free);
      },
    );
    expectStatus(await logIn(t, known.email, known.password), 200);
  },
);
