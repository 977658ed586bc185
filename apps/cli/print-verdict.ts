import type { LoadedChallenge } from '@assay/challenges';
import type { TestStatus, Verdict } from '@assay/contracts';

const MARKS: Record<TestStatus, string> = {
  passed: 'pass',
  failed: 'FAIL',
  error: 'ERROR',
  timeout: 'TIME',
  cancelled: '-',
};

/** Candidates' text may hold anything: what would steer a terminal is shown as a replacement character. */
function inert(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what it looks for
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
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
    lines.push(`  ${place}${place === '' ? '' : ': '}${inert(diagnostic.message)}`);
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
