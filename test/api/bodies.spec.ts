import { createHash, randomUUID } from 'node:crypto';
import { createdSubmissionSchema } from '@assay/contracts';
import { expectBody, expectProblem, type Answer } from '../support/api-client';
import { startPlatform, type Platform } from '../support/platform';
import { Cast, nothing, type Role } from './front-door/cast';
import { MATRIX } from './front-door/matrix';
import { addressOf, withoutRequestId } from './front-door/request';
import { Rates } from './front-door/rates';
import { liveRoutes, type JsonSchema, type Route } from './front-door/routes';
import { snapshot } from './front-door/snapshot';

/** Columns and properties that nobody may set from outside. */
const FORBIDDEN: Record<string, unknown> = {
  id: randomUUID(),
  organisationId: randomUUID(),
  organisation_id: randomUUID(),
  userId: randomUUID(),
  attemptId: randomUUID(),
  invitationId: randomUUID(),
  role: 'admin',
  state: 'ready',
  status: 'judged',
  score: 100,
  verdict: { status: 'judged', score: 100 },
  seed: 'mine',
  automatic: true,
  durationMs: 1e9,
  extraTimeMs: 1e9,
  submissionsMax: 1e6,
  deadline: '2099-01-01T00:00:00.000Z',
  finishedAt: null,
  expiresAt: '2099-01-01T00:00:00.000Z',
  passwordHash: 'x',
  constructor: { prototype: { score: 100 } },
};
/** Processor time that a hostile body may take, microseconds. */
const REFUSAL_MAX_US = 250_000;
/** As text, since in a literal it would set the prototype. */
const PROTO = '"__proto__":{"score":100,"organisationId":"x"}';

describe('what is in a body', () => {
  let platform: Platform;
  let cast: Cast;
  let taking: Route[];
  let rates: Rates;

  beforeAll(async () => {
    rates = new Rates();
    platform = await startPlatform();
    cast = await Cast.assemble(platform);
    taking = liveRoutes(platform).filter((route) => route.body !== undefined);
  });

  afterAll(async () => {
    rates.close();
    await platform.close();
  });

  const senderOf = (route: Route): Role =>
    typeof MATRIX[route.name]?.expected.owner === 'number' ? 'owner' : 'manager';
  const validBody = (route: Route, target = cast.targets.owner): object => {
    const body = MATRIX[route.name]?.body?.(target, cast.organisation);
    if (body === undefined) throw new Error(`${route.name} takes a body, and the matrix has none`);
    return body;
  };
  /** Each is asked as if it were the first: how often one may ask is another matter. */
  const sendText = async (route: Route, text: string): Promise<Answer> => {
    await rates.forget();
    return cast.clients[senderOf(route)].send(route.method, addressOf(route, cast.targets.owner), text, {
      'content-type': 'application/json',
    });
  };
  const send = (route: Route, body: unknown): Promise<Answer> => sendText(route, JSON.stringify(body));

  it('sets nothing that is not for the sender to set, on any route and at any depth', async () => {
    expect(taking.length).toBeGreaterThanOrEqual(6);
    const before = await snapshot(platform);
    for (const route of taking) {
      for (const [key, value] of Object.entries(FORBIDDEN)) {
        for (const body of withKey(validBody(route), key, value)) {
          const problem = expectProblem(await send(route, body), 'invalid_body');
          expect([route.name, problem.detail]).toEqual([route.name, expect.stringContaining(key) as string]);
        }
      }
      for (const text of withText(JSON.stringify(validBody(route)), PROTO)) {
        expectProblem(await sendText(route, text), 'invalid_body');
      }
    }
    expect(await snapshot(platform)).toEqual(before);
    expect(({} as { score?: number }).score).toBeUndefined();
  });

  it('is of the described type in every property', async () => {
    const before = await snapshot(platform);
    const odd: unknown[] = [
      null,
      true,
      -1,
      1e400,
      '',
      'x'.repeat(70_000),
      [],
      [[]],
      {},
      { $ne: null },
      { toString: 1 },
    ];
    for (const route of taking) {
      for (const whole of [...odd, 0, 'text']) {
        if (isEmptyObject(whole)) continue; // its properties are missing, which the loop below tries one by one
        expect([route.name, (await send(route, whole)).status]).toEqual([route.name, 400]);
      }
      for (const [property, schema] of Object.entries(route.body?.properties ?? {})) {
        for (const value of odd.filter((one) => !fits(schema, one))) {
          const answer = await send(route, { ...validBody(route), [property]: value });
          const where = [route.name, property, JSON.stringify(value).slice(0, 40)];
          expect([...where, answer.status]).toEqual([...where, 400]);
          expectProblem(answer, 'invalid_body');
        }
      }
    }
    expect(await snapshot(platform)).toEqual(before);
  });

  it('is refused in no time where it is large, deep or of many parts', async () => {
    const bombs: [string, string][] = [
      ['deep lists', `${'['.repeat(700_000)}${']'.repeat(700_000)}`],
      ['deep objects', `${'{"a":'.repeat(150_000)}1${'}'.repeat(150_000)}`],
      ['a list without end', `[${'0,'.repeat(700_000)}0]`],
      ['many files', `{"challenge":"login","language":"typescript","files":[${'0,'.repeat(700_000)}0]}`],
      ['many keys', `{${Array.from({ length: 100_000 }, (_, index) => `"k${String(index)}":0`).join(',')}}`],
      ['one key', `{"${'k'.repeat(1_400_000)}":0}`],
      ['a long number', `{"minutes":${'9'.repeat(1_400_000)}}`],
    ];
    for (const route of taking) {
      for (const [name, text] of bombs) {
        // The API is in this process. Its work is measured, not the time, which other processes take their part of; and
        // more than once, since all that these tests have left may be collected in one of them.
        let least = Infinity;
        for (let turn = 0; turn < 4 && least >= REFUSAL_MAX_US; turn += 1) {
          const before = process.cpuUsage();
          const answer = await sendText(route, text);
          expect([route.name, name, answer.status]).toEqual([route.name, name, 400]);
          expect(answer.text.length).toBeLessThan(20_000);
          const { user, system } = process.cpuUsage(before);
          least = Math.min(least, user + system);
        }
        expect([route.name, name, least < REFUSAL_MAX_US]).toEqual([route.name, name, true]);
      }
    }
  });

  it('reaches nothing of others: their ids in it are as good as made up', async () => {
    // Every id that a body can hold. A new one has to come in here.
    const ids = taking.flatMap((route) =>
      Object.entries(route.body?.properties ?? {})
        .filter(([name, schema]) => schema.format === 'uuid' || /(^challenge|slug|token|Id)$/.test(name))
        .map(([name]) => `${route.name} ${name}`),
    );
    expect(ids.sort()).toEqual([
      'POST /api/attempts/{id}/submissions challenge',
      'POST /api/attempts/{id}/submissions requestKey',
      'POST /api/invitations assessmentId',
      'POST /api/invitations/open token',
    ]);

    const { clients, targets, organisation } = cast;
    const invite = async (assessmentId: string) =>
      withoutRequestId(
        await clients.otherManager.post('/api/invitations', {
          ...{ assessmentId, candidateName: 'A', candidateEmail: 'a@assay.example' },
        }),
      );
    expect(await invite(organisation.assessmentId)).toEqual(await invite(nothing().assessmentId));
    expect(await invite(targets.owner.attemptId)).toEqual(await invite(nothing().assessmentId));

    // A challenge that exists, in another assessment.
    await platform.dataSource.query(
      `INSERT INTO challenge_versions SELECT encode(sha256('elsewhere'), 'hex'), 'elsewhere', version, title, manifest, tests,
         statement, starters, package, now() FROM challenge_versions LIMIT 1`,
    );
    const address = `/api/attempts/${targets.owner.attemptId}`;
    const files = { language: 'typescript', files: [{ path: 'main.ts', content: 'x' }] };
    const challenge = async (slug: string) => {
      const answers = [
        await clients.owner.get(`${address}/challenges/${slug}`),
        await clients.owner.put(`${address}/challenges/${slug}/draft`, { ...files, revision: 0 }),
        await clients.owner.post(`${address}/submissions`, { ...files, challenge: slug }),
      ];
      for (const answer of answers) expectProblem(answer, 'unknown_challenge');
      return JSON.stringify(answers.map(withoutRequestId)).replaceAll(slug, 'it');
    };
    expect(await challenge('elsewhere')).toBe(await challenge('nowhere'));

    // Somebody else's request key is a key like any other.
    const requestKey = randomUUID();
    const submit = async (role: Role, id: string) =>
      expectBody(
        await clients[role].post(`/api/attempts/${id}/submissions`, {
          ...files,
          challenge: 'login',
          requestKey,
        }),
        createdSubmissionSchema,
        202,
      ).id;
    const owners = await submit('owner', targets.owner.attemptId);
    expect(await submit('neighbour', cast.neighbourId)).not.toBe(owners);

    // The hash that is stored of a link is no link.
    const [row] = await platform.dataSource.query<{ hash: string }[]>(
      `SELECT i.token_hash AS hash FROM invitations i JOIN attempts a ON a.invitation_id = i.id WHERE a.id = $1`,
      [targets.owner.attemptId],
    );
    expect(row?.hash).toBe(createHash('sha256').update(targets.owner.token).digest('hex'));
    const open = async (token: string) =>
      withoutRequestId(await clients.nobody.post('/api/invitations/open', { token }));
    expect(await open(row?.hash ?? '')).toEqual(await open('x'.repeat(64)));
  });
});

/** The body with a key more, in itself and in each object within. */
function withKey(body: object, key: string, value: unknown): object[] {
  const inner = Object.entries(body).flatMap(([name, part]): object[] =>
    typeof part === 'object' && part !== null
      ? withKey(part as object, key, value).map((changed) => ({ ...body, [name]: changed }))
      : [],
  );
  if (Array.isArray(body)) {
    return body.flatMap((part: unknown, index) =>
      typeof part === 'object' && part !== null
        ? withKey(part, key, value).map((changed) => body.with(index, changed) as object)
        : [],
    );
  }
  return [{ ...body, [key]: value }, ...inner];
}

/** The text with something put in after each brace that opens an object. */
function withText(body: string, text: string): string[] {
  return [...body.matchAll(/\{(?=")/g)].map(
    ({ index }) => `${body.slice(0, index + 1)}${text},${body.slice(index + 1)}`,
  );
}

function isEmptyObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value would be right for a property, by its type alone. */
function fits(schema: JsonSchema, value: unknown): boolean {
  if (schema.type === 'array') return Array.isArray(value) && value.length === 0;
  return false;
}
