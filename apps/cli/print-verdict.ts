import type { LoadedChallenge } from '@assay/challenges';
import type { TestStatus, Verdict } from '@assay/contracts';

const MARKS: Record<TestStatus, string> = {
  passed: 'pass',
  failed: 'FAIL',
  error: 'ERROR',
  timeout: 'TIME',
  cancelled: '-',
};

/** What steers a terminal, hides, or shows what follows in another order. */
const STEERING =
  // eslint-disable-next-line no-control-regex -- control characters are what it looks for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/gu;

/** Candidates' text may hold anything: what would steer a terminal is written out, as `\u{1b}`. */
function inert(text: string): string {
  return text.toWellFormed().replace(STEERING, (sign) => `\\u{${sign.codePointAt(0)?.toString(16) ?? ''}}`);
}

/** A verdict for people, on standard output. */
export function printVerdict(challenge: LoadedChallenge, language: string, verdict: Verdict): void {
  const lines = [
    `${challenge.manifest.title} ${challenge.manifest.version} (${language}), seed ${verdict.seed}`,
    '',
  ];
  for (const diagnostic of verdict.diagnostics) {
    const place = [diagnostic.file, diagnostic.line, diagnostic.column]
      .filter((part) => part !== undefined)
      .join(':');
    lines.push(`  ${inert(place)}${place === '' ? '' : ': '}${inert(diagnostic.message)}`);
  }
  for (const group of verdict.groups) {
    lines.push(
      `${group.passed ? 'pass' : 'FAIL'}  ${group.title}  ${String(group.score)} of ${String(group.weight)}`,
    );
    for (const test of verdict.tests.filter((candidate) => candidate.group === group.id)) {
      lines.push(
        `  ${MARKS[test.status].padEnd(5)} ${test.title} [${test.requirements.join(', ')}] ${test.durationMs.toFixed(0)} ms`,
      );
      if (test.status !== 'passed' && test.message !== undefined)
        lines.push(
          ...inert(test.message)
            .split('\n')
            .map((line) => `          ${line}`),
        );
    }
  }
  const phases = Object.entries(verdict.phases as Record<string, number>).map(
    ([name, ms]) => `${name.replace(/Ms$/, '')} ${ms.toFixed(0)} ms`,
  );
  lines.push(
    '',
    verdict.status === 'build-failed'
      ? 'The build failed: no score'
      : `Score ${String(verdict.score)} of 100`,
    phases.join(', '),
  );
  process.stdout.write(`${lines.join('\n')}\n`);
}
