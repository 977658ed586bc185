import {
  submissionEventSchema,
  submissionViewSchema,
  type TestResult,
  type SubmissionView,
} from '@assay/contracts';
import fc from 'fast-check';
import { redactEvent, redactSubmission, redactTest } from './redaction';

const SECRET = 'only-the-suite-knows-this';
const full = (visibility: TestResult['visibility']): TestResult => ({
  id: 'charges-once',
  group: 'idempotency',
  title: 'A retried request charges once',
  requirements: ['R3'],
  visibility,
  status: 'failed',
  durationMs: 17.3,
  message: SECRET,
  expected: SECRET,
  actual: SECRET,
  output: SECRET,
  flag: 'subject-exited',
});

describe('redaction for a candidate', () => {
  it('leaves a sample test as it is', () => {
    expect(redactTest(full('sample'))).toEqual(full('sample'));
  });

  it('leaves of a hidden test its name, its place and its status', () => {
    expect(redactTest(full('hidden'))).toEqual({
      id: 'charges-once',
      group: 'idempotency',
      title: 'A retried request charges once',
      requirements: ['R3'],
      visibility: 'hidden',
      status: 'failed',
      durationMs: 0,
    });
  });

  it('drops fields that nobody thought of', () => {
    const more = { ...full('hidden'), somethingNew: SECRET };
    expect(JSON.stringify(redactTest(more))).not.toContain(SECRET);
  });

  it('holds for any text in a whole submission and in its events', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('sample' as const, 'hidden' as const)), (visibilities) => {
        const view: SubmissionView = {
          id: '0197f6c2-0000-7000-8000-000000000000',
          challenge: 'idempotent-payments',
          language: 'typescript',
          mode: 'submission',
          status: 'judged',
          score: 0,
          createdAt: '2026-03-01T10:00:00.000Z',
          finishedAt: null,
          automatic: false,
          passed: 0,
          total: visibilities.length,
          groups: [],
          tests: visibilities.map(full),
          diagnostics: [],
        };
        const redacted = redactSubmission(submissionViewSchema.parse(view));
        expect(redacted.tests.filter((test) => JSON.stringify(test).includes(SECRET))).toHaveLength(
          visibilities.filter((one) => one === 'sample').length,
        );
        for (const test of view.tests) {
          const event = redactEvent(submissionEventSchema.parse({ type: 'test', test }));
          expect(JSON.stringify(event).includes(SECRET)).toBe(test.visibility === 'sample');
        }
      }),
    );
  });
});
