import type { TestResult, Verdict } from '@assay/contracts';
import { inertEvent, inertVerdict } from './inert-verdict';

const TEST: TestResult = {
  id: 'a',
  group: 'g',
  title: 'A',
  requirements: ['R1'],
  visibility: 'sample',
  status: 'failed',
  durationMs: 1,
};

function verdictWith(test: Partial<TestResult>, diagnostics: Verdict['diagnostics'] = []): Verdict {
  const tests = [{ ...TEST, ...test }];
  return { status: 'judged', score: 0, groups: [], tests, diagnostics, seed: 's', phases: {} };
}

describe('a verdict', () => {
  it('holds nothing that steers a terminal or reorders a page', () => {
    const hostile = '\u001b]0;owned\u0007 \u009b2J \u202etxt.exe\u2066 \u0000 \ud800 \rover\tkept\n';
    const { tests, diagnostics } = inertVerdict(
      verdictWith({ message: hostile, expected: hostile, actual: hostile, output: hostile }, [
        { file: 'a\u001b.py', line: 1, message: hostile },
      ]),
    );
    const told = '\\u{1b}]0;owned\\u{7} \\u{9b}2J \\u{202e}txt.exe\\u{2066} \\u{0} \ufffd \\u{d}over\tkept\n';
    expect(tests).toEqual([{ ...TEST, message: told, expected: told, actual: told, output: told }]);
    expect(diagnostics).toEqual([{ file: 'a\\u{1b}.py', line: 1, message: told }]);
  });

  it('holds no text that is longer than it may be, however much longer it is written out', () => {
    const { tests, diagnostics } = inertVerdict(
      verdictWith({ message: '\u0001'.repeat(16_000), output: '\u0001'.repeat(24_000) }, [
        { message: '\u202e'.repeat(8_000) },
      ]),
    );
    expect(tests[0]?.message).toHaveLength(16_384);
    expect(tests[0]?.message).toMatch(/\n\[cut: 80000 characters in all\]$/);
    expect(tests[0]?.output).toHaveLength(3 * 16_384);
    expect(diagnostics[0]?.message).toHaveLength(16_384);
  });

  it('is told in the same way while it comes about', () => {
    expect(inertEvent({ type: 'test', test: { ...TEST, output: '\u0007' } })).toEqual({
      type: 'test',
      test: { ...TEST, output: '\\u{7}' },
    });
    expect(inertEvent({ type: 'running' })).toEqual({ type: 'running' });
  });
});
