import { languageOfReference, type LoadedChallenge } from '@assay/challenges';
import type { Language, SourceFile, Verdict } from '@assay/contracts';

/** What an answer of a challenge's folder proves about the challenge. */
export type Gate = 'reference' | 'starter' | 'submission' | 'cheat';

/** An answer of a challenge's folder, and what it must come to. */
export interface Answer {
  readonly gate: Gate;
  /** Its folder, such as `reference/python.django`. A submission's is its name alone. */
  readonly name: string;
  readonly language: Language;
  readonly files: readonly SourceFile[];
  /** What is wrong with a verdict of it; empty when nothing is. */
  readonly fault: (verdict: Verdict) => string;
}

/** Every answer that a challenge brings to prove itself. */
export function answersOf(challenge: LoadedChallenge): Answer[] {
  const { manifest } = challenge;
  const entries = (folders: LoadedChallenge['starters']): [Language, readonly SourceFile[]][] =>
    Object.entries(folders);
  const references = Object.entries(challenge.references).map(([name, files]): Answer => {
    return {
      gate: 'reference',
      name: `reference/${name}`,
      language: languageOfReference(name),
      files,
      fault: (verdict) => referenceFault(verdict, manifest.limits.wall),
    };
  });
  const starters = entries(challenge.starters).map(([language, files]): Answer => {
    return { gate: 'starter', name: `starter/${language}`, language, files, fault: zeroFault };
  });
  const submissions = challenge.submissions.map(({ name, expectation, files }): Answer => {
    const cheat = name.startsWith('cheat-');
    const expected =
      expectation.fails === 'all' ? manifest.groups.map((group) => group.id) : expectation.fails;
    return {
      gate: cheat ? 'cheat' : 'submission',
      name,
      language: expectation.language,
      files,
      fault: (verdict) => (cheat ? zeroFault(verdict) : '') || groupsFault(verdict, expected),
    };
  });
  return [...references, ...starters, ...submissions];
}

/** The groups that did not pass. */
export function failedGroups(verdict: Verdict): string[] {
  return verdict.groups.filter((group) => !group.passed).map((group) => group.id);
}

function referenceFault(verdict: Verdict, wallMs: number): string {
  if (verdict.status !== 'judged' || verdict.score !== 100) return `scores ${String(verdict.score)}, not 100`;
  const took = (verdict.phases.startMs ?? 0) + (verdict.phases.testsMs ?? 0);
  return took > wallMs / 2 ? `takes ${took.toFixed(0)} ms, more than half of the wall limit` : '';
}

function zeroFault(verdict: Verdict): string {
  return verdict.score === 0 ? '' : `scores ${String(verdict.score)}, not 0`;
}

function groupsFault(verdict: Verdict, expected: readonly string[]): string {
  const failed = failedGroups(verdict);
  const missing = expected.filter((id) => !failed.includes(id));
  const surplus = failed.filter((id) => !expected.includes(id));
  return [
    missing.length > 0 ? `passes ${missing.join(', ')}, which it declares to fail` : '',
    surplus.length > 0 ? `fails ${surplus.join(', ')}, which it does not declare` : '',
  ]
    .filter((part) => part !== '')
    .join('; ');
}
