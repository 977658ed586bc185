import type { TestDefinition, Verdict } from '@assay/contracts';
import type { JudgingEvent } from '@assay/judging';
import { withJudging } from '../support/sandbox';
import { BARE_SCORE, bareTrial, referenceOf, statusesOf, submissionOf } from '../support/trial';

jest.setTimeout(90_000);

const idsOf = (tests: readonly TestDefinition[]): string[] => tests.map((test) => test.id);

function passes(verdict: Verdict): string[] {
  return verdict.tests.filter((test) => test.status === 'passed').map((test) => test.id);
}

describe('what a subject says is an answer, never a verdict', () => {
  test('the reference has full marks, so a forger could', async () => {
    await withJudging(async (judging) => {
      const verdict = await judging.judge(referenceOf(await bareTrial(), 'python'));
      expect(verdict).toMatchObject({ status: 'judged', score: BARE_SCORE });
    });
  });

  test.each([
    ['frames and results printed at every turn', {}],
    ['frames printed all the time by a thread', { always: true }],
    ['an exit with code 0 in the middle', { leave: 'exit' }],
    ['another program in its place in the middle', { leave: 'replace' }],
  ])('%s earn nothing', async (_, how) => {
    const challenge = await bareTrial();
    await withJudging(async (judging) => {
      const events: JudgingEvent[] = [];
      const tests = idsOf(challenge.tests);
      const verdict = await judging.judge(submissionOf(challenge, 'forge.py', { tests, ...how }), {
        onEvent: (event) => events.push(event),
      });
      expect(verdict.status).toBe('judged');
      expect(verdict.score).toBe(0);
      expect(verdict.diagnostics).toEqual([]);
      // The health check was answered, so that one is earned; it weighs nothing.
      expect(passes(verdict)).toEqual(['health-answers']);
      // Every test ended once, and was told once.
      expect(verdict.tests.map((test) => test.id)).toEqual(tests);
      const told = events.flatMap((event) => (event.type === 'test' ? [event.test.id] : []));
      expect(told.toSorted()).toEqual(tests.toSorted());
    });
  });

  test.each(['at-once', 'replace-at-once'])(
    'neither does leaving before the first test (%s)',
    async (leave) => {
      const challenge = await bareTrial();
      await withJudging(async (judging) => {
        const verdict = await judging.judge(
          submissionOf(challenge, 'forge.py', { tests: idsOf(challenge.tests), leave }),
        );
        expect(verdict).toMatchObject({ status: 'judged', score: 0, fault: 'subject-exited' });
        expect(passes(verdict)).toEqual([]);
        expect(verdict.tests.every((test) => test.flag === 'subject-exited')).toBe(true);
        expect(verdict.tests[0]?.message).toMatch(/ended with exit code 0 before it listened on port 8080/);
      });
    },
  );
});

/** A judge that says what a broken or taken-over one might. `says` is the body of a function of `send` and `tests`. */
function judgeThat(says: string): string {
  return `
    exports.collect = () => [];
    exports.runHarness = ({ input, pending, send }) => {
      send({ type: 'loaded', tests: [] });
      let held = pending;
      const pass = (id) => send({ type: 'test-ended', id, status: 'passed', durationMs: 1 });
      const begin = (id) => send({ type: 'test-started', id });
      const take = (piece) => {
        held = Buffer.concat([held, piece]);
        while (held.length >= 4 && held.length >= 4 + held.readUInt32BE(0)) {
          const frame = JSON.parse(held.toString('utf8', 4, 4 + held.readUInt32BE(0)));
          held = held.subarray(4 + held.readUInt32BE(0));
          if (frame.type === 'prepare') send({ type: 'prepared' });
          if (frame.type === 'go') run(frame.tests);
        }
      };
      const run = (tests) => { send({ type: 'listening' }); ${says} };
      input.on('data', take);
      take(Buffer.alloc(0));
      input.resume();
    };`;
}

describe('what a subject prints during a hidden test', () => {
  test('shows with no sample test, whatever the order of the groups', async () => {
    const bare = await bareTrial();
    // Hidden groups first, and no gate that would keep them from running once the sample test has failed.
    const groups = bare.manifest.groups.toReversed().map((group) => ({ ...group, requires: [] }));
    const challenge = { ...bare, hash: 'hidden-groups-first', manifest: { ...bare.manifest, groups } };
    await withJudging(async (judging) => {
      const begun: string[] = [];
      const verdict = await judging.judge(submissionOf(challenge, 'tell_later.py'), {
        onEvent: (event) => {
          if (event.type === 'test-started') begun.push(event.id);
        },
      });
      expect(begun[0]).toBe('health-answers');
      expect(begun).toHaveLength(4);
      const [sample, ...others] = verdict.tests.filter((test) => test.visibility === 'sample');
      expect(others).toEqual([]);
      expect(sample?.status).toBe('failed');
      expect(sample?.output ?? '').not.toMatch(/echo|reverse|environment/);
      // It was printed, and a manager sees it.
      expect(verdict.tests.map((test) => test.output ?? '').join('\n')).toMatch(/\/echo/);
    });
  });
});

describe('the list of tests is fixed before the subject starts', () => {
  const judgedBy = async (says: string): Promise<Verdict> => {
    const challenge = await bareTrial({ bundle: judgeThat(says) });
    return withJudging((judging) => judging.judge(referenceOf(challenge, 'javascript')));
  };

  test('a judge that passes each test is believed: it is the suite', async () => {
    const verdict = await judgedBy(
      'for (const id of tests) { begin(id); pass(id); } send({ type: "done" });',
    );
    expect(verdict).toMatchObject({ status: 'judged', score: BARE_SCORE });
    expect(verdict.fault).toBeUndefined();
  });

  test('an id that is missing is no pass', async () => {
    const verdict = await judgedBy(
      'for (const id of tests.slice(0, -1)) { begin(id); pass(id); } send({ type: "done" });',
    );
    expect(statusesOf(verdict)).toMatchObject({
      'echo-gives-back': 'passed',
      'environment-is-read': 'error',
    });
    expect(verdict.tests.at(-1)).toMatchObject({ flag: 'judge-lost' });
    expect(verdict.score).toBe(40);
  });

  test('none at all is a score of 0', async () => {
    const verdict = await judgedBy('send({ type: "done" });');
    expect(verdict).toMatchObject({ status: 'judged', score: 0 });
    expect(passes(verdict)).toEqual([]);
  });

  test.each([
    ['an unknown id', 'begin("not-of-this-suite"); pass("not-of-this-suite");'],
    ['a pass that was never begun', 'pass(tests[0]);'],
    ['a test begun twice', 'begin(tests[0]); begin(tests[0]);'],
    ['a frame that is no part of the protocol', 'send({ type: "passed-all" });'],
    ['a frame with more than it may have', 'begin(tests[0]); send({ type: "done", score: 100 });'],
    ['a frame that only begins a slot', 'send({ type: "prepared" });'],
  ])('%s ends the judge, and nothing is passed', async (_, says) => {
    const verdict = await judgedBy(
      `${says} for (const id of tests) { begin(id); pass(id); } send({ type: "done" });`,
    );
    expect(verdict).toMatchObject({ status: 'judged', score: 0, fault: 'protocol' });
    expect(passes(verdict)).toEqual([]);
    expect(verdict.tests.every((test) => test.flag === 'protocol')).toBe(true);
  });

  test('a second result takes the pass back', async () => {
    const verdict = await judgedBy(
      'for (const id of tests) { begin(id); pass(id); } pass(tests.at(-1)); send({ type: "done" });',
    );
    expect(verdict.fault).toBe('protocol');
    expect(verdict.tests.at(-1)).toMatchObject({ status: 'error', flag: 'protocol' });
    expect(verdict.score).toBe(40);
  });

  test('a frame longer than a judge may send ends it', async () => {
    const verdict = await judgedBy(
      'begin(tests[0]); send({ type: "test-ended", id: tests[0], status: "passed", durationMs: 1, message: "x".repeat(1 << 18) });',
    );
    expect(verdict).toMatchObject({ status: 'judged', score: 0, fault: 'protocol' });
    expect(passes(verdict)).toEqual([]);
  });
});
