import {
  expect,
  expectStatus,
  fixture,
  test,
  type FixtureContext,
  type HttpAnswer,
  type TestContext,
} from '@assay/testkit';
import { expectError, logIn, people, signUp, type Account } from './support';

/** Sends that many wrong passwords for the address and expects each to be tried. How it is refused is enumeration's business. */
async function fail(t: FixtureContext, email: string, times: number): Promise<void> {
  const guesses = Array.from({ length: times }, () => t.random.password());
  for (const guess of guesses) expectStatus(await logIn(t, email, guess), 401, 404);
}

/** Expects a refusal in its right shape, and gives the seconds left. */
function expectLocked(answer: HttpAnswer): number {
  expectError(answer, 429, 'too_many_attempts');
  const after = answer.headers['retry-after'] ?? '';
  expect(after).toMatch(/^[1-9][0-9]{0,2}$/);
  expect(Number(after)).toBeLessThanOrEqual(900);
  return Number(after);
}

/** Between two looks at the seconds left, milliseconds: two seconds, and a little for how they are rounded. */
const APART_MS = 2_100;

/** An account that was locked at the beginning, so that its seconds run while the other tests are under way. */
const locked = fixture(async (t) => {
  const target = await signUp(t);
  await fail(t, target.email, 5);
  return { target, refusal: await logIn(t, target.email, t.random.password()), at: performance.now() };
});

/** The control: who did nothing wrong gets in. */
async function expectFree(t: TestContext, account: Account): Promise<void> {
  expectStatus(await logIn(t, account.email, account.password), 200);
}

test(
  {
    id: 'five-attempts',
    group: 'throttling',
    title: 'After five failures logins are refused, the right password too',
    requirements: ['R14'],
  },
  async (t) => {
    const { alice } = await t.use(people);
    const { target, refusal } = await t.use(locked);
    expectLocked(refusal);
    expectLocked(await logIn(t, target.email, target.password));
    await expectFree(t, alice);
    // A lock keeps new logins out; it does not throw out who is in.
    expectStatus(await t.http.get('/me', { bearer: target.token }), 200);
  },
);

test(
  {
    id: 'count-starts-again',
    group: 'throttling',
    title: 'A login that succeeds starts the count again',
    requirements: ['R14'],
  },
  async (t) => {
    const target = await signUp(t);
    for (let round = 0; round < 2; round += 1) {
      await fail(t, target.email, 4);
      await expectFree(t, target);
    }
  },
);

test(
  {
    id: 'spelling-of-address',
    group: 'throttling',
    title: 'Another spelling of an address is the same address',
    requirements: ['R1', 'R15'],
  },
  async (t) => {
    const { alice } = await t.use(people);
    const target = await signUp(t);
    const { email } = target;
    const capitalised = email.charAt(0).toUpperCase() + email.slice(1);
    const spellings = [
      email.toUpperCase(),
      ` ${email}`,
      `${email}  `,
      capitalised,
      ` ${email.toUpperCase()} `,
    ];
    for (const spelling of spellings) await fail(t, spelling, 1);
    for (const spelling of [email, `  ${email.replace('example', 'Example')}`]) {
      expectLocked(await logIn(t, spelling, target.password));
    }
    await expectFree(t, alice);
  },
);

test(
  {
    id: 'claimed-client',
    group: 'throttling',
    title: 'What a client says of itself has no say',
    requirements: ['R15'],
  },
  async (t) => {
    const { alice } = await t.use(people);
    const target = await signUp(t);
    const headers = (): Record<string, string> => {
      const address = [
        t.random.int(11, 99),
        t.random.int(1, 250),
        t.random.int(1, 250),
        t.random.int(1, 250),
      ].join('.');
      return {
        'x-forwarded-for': address,
        'x-real-ip': address,
        'x-client-ip': address,
        'cf-connecting-ip': address,
        'true-client-ip': address,
        forwarded: `for=${address}`,
        'user-agent': t.random.name(),
        cookie: `session=${t.random.hex(16)}`,
      };
    };
    for (let attempt = 0; attempt < 5; attempt += 1) {
      expectStatus(await logIn(t, target.email, t.random.password(), headers()), 401);
    }
    expectLocked(await logIn(t, target.email, target.password, headers()));
    expectLocked(await logIn(t, target.email, target.password));
    await expectFree(t, alice);
  },
);

test(
  {
    id: 'unknown-addresses',
    group: 'throttling',
    title: 'The limit does not tell accounts from unknown addresses',
    requirements: ['R15'],
  },
  async (t) => {
    const { alice } = await t.use(people);
    const target = await signUp(t);
    const unknown = t.random.email();
    await Promise.all([fail(t, target.email, 5), fail(t, unknown, 5)]);
    const [known, other] = await Promise.all([logIn(t, target.email, 'guess'), logIn(t, unknown, 'guess')]);
    expectLocked(known);
    expectLocked(other);
    const names = (answer: HttpAnswer): string[] => Object.keys(answer.headers).sort();
    expect(names(other)).toEqual(names(known));
    await expectFree(t, alice);
  },
);

test(
  {
    id: 'attempts-at-once',
    group: 'throttling',
    title: 'Attempts at the same time count as well',
    requirements: ['R16'],
  },
  async (t) => {
    const { alice } = await t.use(people);
    const target = await signUp(t);
    // Whoever looks the account up now waits, so that the attempts are under way together: until more of them wait than
    // may be tried, or the rest has been refused. A service that takes them one by one does neither, and is let go.
    const hold = await t.database.hold('LOCK TABLE app.users IN ACCESS EXCLUSIVE MODE');
    let answered = 0;
    const attempts = Array.from({ length: 9 }, async () => {
      const answer = await logIn(t, target.email, t.random.password());
      answered += 1;
      return answer;
    });
    for (let round = 0; round < 20 && answered < 4; round += 1) {
      if ((await hold.untilBlocked(6, 12)) >= 6) break;
    }
    await hold.release();
    const answers = await Promise.all(attempts);
    const tried = answers.filter((answer) => answer.status === 401);
    expect(tried.length).toBeLessThanOrEqual(5);
    for (const answer of answers) {
      if (answer.status !== 401) expectLocked(answer);
    }
    expectLocked(await logIn(t, target.email, target.password));
    await expectFree(t, alice);
  },
);

// Stands last: most of the time between the two refusals has passed by now.
test(
  {
    id: 'seconds-left',
    group: 'throttling',
    title: 'The seconds left become fewer',
    requirements: ['R14'],
  },
  async (t) => {
    const { target, refusal, at } = await t.use(locked);
    const first = expectLocked(refusal);
    await t.pause(Math.max(0, at + APART_MS - performance.now()));
    const second = expectLocked(await logIn(t, target.email, target.password));
    expect(second).toBeLessThanOrEqual(first - 1);
  },
);
