import type { LoadedChallenge } from '@assay/challenges';
import { inertText, type TestStatus, type Verdict } from '@assay/contracts';

const MARKS: Record<TestStatus, string> = {
  passed: 'pass',
  failed: 'FAIL',
  error: 'ERROR',
  timeout: 'TIME',
  cancelled: '-',
};

/** A verdict for people, on standard output. */
export function printVerdict(challenge: LoadedChallenge, language: string, verdict: Verdict): void {
  process.stdout.write(verdictText(challenge, language, verdict));
}

/** A verdict for people. What candidates had a hand in steers no terminal. */
export function verdictText(challenge: LoadedChallenge, language: string, verdict: Verdict): string {
  const lines = [
    `${challenge.manifest.title} ${challenge.manifest.version} (${language}), seed ${verdict.seed}`,
    '',
  ];
  for (const diagnostic of verdict.diagnostics) {
    const place = [diagnostic.file, diagnostic.line, diagnostic.column]
      .filter((part) => part !== undefined)
      .join(':');
    lines.push(`  ${inertText(place)}${place === '' ? '' : ': '}${inertText(diagnostic.message)}`);
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
          ...inertText(test.message)
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
  return `${lines.join('\n')}\n`;
}
