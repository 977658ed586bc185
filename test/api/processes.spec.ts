import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { createDataSource, migrate } from '@assay/persistence';
import { ApiClient } from '../support/api-client';
import { Organisation } from '../support/builders';
import { ROOT } from '../support/cli';
import { freshDatabase, needed } from '../support/database';
import { freePort } from '../support/own-services';
import { eventually } from '../support/platform';

const OWN = randomBytes(24).toString('base64url');
/** Nobody listens there: a process that gets so far as to connect would not end by itself. */
const NOWHERE = '127.0.0.1:9';
const SOUND = {
  DATABASE_URL: `postgres://assay:${OWN}@${NOWHERE}/assay`,
  REDIS_URL: `redis://:${OWN}@${NOWHERE}/0`,
  SESSION_SECRET: randomBytes(32).toString('hex'),
  DEMO_MANAGER_PASSWORD: OWN,
};
type Secrets = Partial<Record<keyof typeof SOUND, string>>;

class Process {
  stdout = '';
  stderr = '';
  readonly ended: Promise<number | null>;
  private readonly child: ChildProcess;

  constructor(program: readonly string[], env: Record<string, string>) {
    const [script = '', ...args] = program;
    this.child = spawn(process.execPath, [path.join(ROOT, 'dist/apps', script), ...args], {
      cwd: ROOT,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, DOCKER_HOST: process.env.DOCKER_HOST, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child.stdout?.on('data', (chunk: Buffer) => (this.stdout += chunk.toString('utf8')));
    this.child.stderr?.on('data', (chunk: Buffer) => (this.stderr += chunk.toString('utf8')));
    this.ended = new Promise((resolve) => this.child.once('close', resolve));
  }

  /** How it ended by itself, or `running` when it did not within the time, and was stopped. */
  async outcome(ms = 15_000): Promise<number | null | 'running'> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'running'>((resolve) => {
      timer = setTimeout(() => {
        resolve('running');
      }, ms);
    });
    const outcome = await Promise.race([this.ended, late]);
    clearTimeout(timer);
    if (outcome === 'running') await this.stop();
    return outcome;
  }

  async stop(): Promise<void> {
    this.child.kill('SIGTERM');
    const forced = setTimeout(() => this.child.kill('SIGKILL'), 10_000);
    await this.ended;
    clearTimeout(forced);
  }
}

const API = ['api/main.js'];
const WORKER = ['worker/main.js'];
const SEED = ['cli/main.js', 'seed'];
const MIGRATE = ['cli/main.js', 'migrate'];

describe('a process that reads a secret', () => {
  const services = (password: string): Secrets => ({
    DATABASE_URL: `postgres://assay:${password}@${NOWHERE}/assay`,
    REDIS_URL: `redis://:${password}@${NOWHERE}/0`,
  });
  const production = { NODE_ENV: 'production' };
  // Which texts are refused is told by libs/domain/secret-faults.spec.ts; here, that every process asks.
  const cases: [string, readonly string[], Secrets, Record<string, string>][] = [
    ['the API, a published password', API, services('for-the-moment'), production],
    ['the API, no password', API, services(''), production],
    // Production is what it is when nobody says otherwise.
    ['the API, a short password', API, services('shortpw9'), {}],
    ['the worker, a published password', WORKER, services('changeme-please'), production],
    ['the worker, a short password', WORKER, services('shortpw9'), {}],
    [
      'seed, published secrets',
      SEED,
      { SESSION_SECRET: 's'.repeat(40), DEMO_MANAGER_PASSWORD: 'correct horse battery' },
      production,
    ],
    ['the API, a published key', API, { SESSION_SECRET: 'change-me-'.repeat(5) }, production],
    ['the worker, a published password of people', WORKER, { DEMO_MANAGER_PASSWORD: 'changemechangeme' }, {}],
    ['seed, a short key', SEED, { SESSION_SECRET: 'only-twenty-letters1' }, production],
    ['migrate, a published password', MIGRATE, { DATABASE_URL: `postgres://a:changeme@${NOWHERE}/a` }, {}],
  ];

  it.each(cases)('refuses to start: %s', async (_name, program, weak, env) => {
    const started = new Process(program, { ...SOUND, PORT: String(await freePort()), ...weak, ...env });
    expect([await started.outcome(20_000), started.stdout]).toEqual([expect.any(Number), '']);
    expect(await started.ended).not.toBe(0);
    for (const [name, value] of Object.entries(weak)) {
      expect(started.stderr).toContain(name);
      const secret = URL.canParse(value) ? new URL(value).password : value;
      if (secret !== '') expect(started.stderr).not.toContain(secret);
    }
    expect(started.stderr).toMatch(/openssl rand|SESSION_SECRET/);
  });

  it('takes a secret of its own', async () => {
    const api = new Process(API, { ...SOUND, PORT: String(await freePort()), NODE_ENV: 'production' });
    expect(await api.outcome(4_000)).toBe('running');
    expect(api.stderr).toBe('');
  });
});

describe('the log of the API, as a process', () => {
  let api: Process;
  let client: () => ApiClient;
  let close: () => Promise<void>;
  let organisation: Organisation;
  const secrets: string[] = [];

  beforeAll(async () => {
    const database = await freshDatabase();
    const dataSource = createDataSource({ url: database.url, applicationName: 'assay-test', poolSize: 2 });
    await dataSource.initialize();
    await migrate(dataSource);
    const port = await freePort();
    const url = `http://127.0.0.1:${String(port)}`;
    client = () => new ApiClient(url);
    api = new Process(API, {
      DATABASE_URL: database.url,
      REDIS_URL: needed('TEST_REDIS_URL'),
      PORT: String(port),
      NODE_ENV: 'production',
      LOG_LEVEL: 'info',
    });
    close = async () => {
      await api.stop();
      await dataSource.destroy();
      await database.drop();
    };
    await eventually(
      () =>
        client()
          .get('/api/health')
          .catch(() => undefined),
      (answer) =>
        (answer?.body as { parts?: Record<string, { status: string }> } | undefined)?.parts?.database
          ?.status === 'up',
      20_000,
    );
    // The builders ask of a platform nothing but these.
    organisation = await Organisation.with({ client, dataSource } as never);
  });

  afterAll(() => close());

  const lines = () =>
    api.stdout
      .split('\n')
      .filter((line) => line !== '')
      .map(
        (line) =>
          JSON.parse(line) as { req?: { path?: string; method?: string }; msg?: string; level?: number },
      );

  it('has one line of JSON for a request, whatever is written into it, and no secret', async () => {
    const forged = '\n{"level":30,"msg":"forged"}\r\n\u001b[2Kforged\u2028';
    const { token } = await organisation.invite();
    const manager = await organisation.manager();
    secrets.push(token, organisation.password, manager.cookie('assay_manager') ?? '-');
    const before = lines().length;
    const invitation = { assessmentId: organisation.assessmentId, candidateEmail: 'a@assay.example' };
    const asked = [
      () => manager.post('/api/invitations', { ...invitation, candidateName: `A${forged}` }),
      () => client().post('/api/invitations/open', { token }),
      () => client().post('/api/invitations/open', { token: `${forged}${'x'.repeat(30)}` }),
      () =>
        client().post('/api/sessions', { email: `a${forged}@assay.example`, password: `wrong-${forged}` }),
      () =>
        client().post('/api/sessions', { email: organisation.managerEmail, password: organisation.password }),
      () => client().get(`/api/attempts/${encodeURIComponent(forged)}`),
      () => client().get(`/api/attempts/x?token=${token}&a=${encodeURIComponent(forged)}`),
      () => client().get('/api/health/..%2f%0aforged'),
      () =>
        client().send('POST', '/api/sessions', `{"a":"${'x'.repeat(100)}\n"`, {
          'content-type': 'application/json',
        }),
      () => manager.get('/api/attempts', { 'user-agent': 'x\tforged', referer: 'http://forged.example/' }),
    ];
    for (const ask of asked) expect((await ask()).status).toBeLessThan(500);
    const seen = await eventually(
      () => Promise.resolve(lines()),
      (all) => all.length >= before + asked.length - 1,
    );
    expect(seen.length - before).toBeLessThanOrEqual(asked.length);
    expect(seen.map((line) => line.msg)).not.toContain('forged');
    for (const secret of secrets) expect(api.stdout + api.stderr).not.toContain(secret);
    expect(api.stdout).not.toMatch(/cookie|authorization|password/i);
    // eslint-disable-next-line no-control-regex -- the control characters are what is looked for
    expect(api.stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u2028]/);
  });
});
