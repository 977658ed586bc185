import type { AttackCase } from './attack-case';
import type { Outcome } from './arena';
import { SUITE_MARK } from './suite-mark';

/** What an attack got that it must not have, by kind. */
export interface Violation {
  readonly kind: 'score' | 'status' | 'breach' | 'untried' | 'late' | 'tests' | 'texts' | 'harm';
  readonly detail: string;
}

/** A line with which an attack says that it had what it wanted. */
const BREACH = /^.*\bBREACH\b.*$/m;
const TRIED = /\bTRIED\b/;

/** Compares what came out with what must be true afterwards. Empty where the attack was withstood. */
export function violationsOf(attack: AttackCase, outcome: Outcome): Violation[] {
  const all = [outcome, ...outcome.others];
  const found = all.flatMap((one) => violationsOfOne(attack, one));
  // Some copies may be cancelled before they have begun, but not all.
  if (
    attack.status === 'cancelled' &&
    attack.silent === undefined &&
    !all.some((one) => TRIED.test(one.output))
  )
    found.push({ kind: 'untried', detail: 'none of its copies got so far' });
  return found;
}

function violationsOfOne(attack: AttackCase, outcome: Outcome): Violation[] {
  const { verdict, output, status } = outcome;
  const found: Violation[] = outcome.harm.map((detail) => ({ kind: 'harm', detail }));
  const add = (kind: Violation['kind'], detail: string): void => void found.push({ kind, detail });

  const breach = BREACH.exec(output)?.[0];
  if (breach !== undefined) add('breach', breach.slice(0, 300));
  if (output.includes(SUITE_MARK)) add('breach', 'it printed words of the suite');
  if (status !== attack.status)
    add(
      'status',
      `it was ${status}, not ${attack.status} ${outcome.refused ?? JSON.stringify(verdict?.diagnostics).slice(0, 500)}`,
    );
  for (const fault of outcome.texts) add('texts', fault);
  if (verdict === undefined) return found;

  const { score } = attack;
  const asExpected = typeof score === 'number' ? verdict.score === score : verdict.score <= score.most;
  if (!asExpected) {
    const failed = verdict.tests
      .filter((test) => test.status !== 'passed')
      .map((test) => `${test.id}: ${test.message ?? test.status}`);
    add(
      'score',
      `it scored ${verdict.score}, not ${JSON.stringify(score)} (${failed.join('; ').slice(0, 600)})`,
    );
  }
  if (verdict.fault !== attack.fault && attack.fault !== 'any')
    add('status', `the slot's fault is ${verdict.fault ?? 'none'}, not ${attack.fault ?? 'none'}`);
  const said = `${output}\n${verdict.diagnostics.map((diagnostic) => diagnostic.message).join('\n')}`;
  for (const word of attack.says)
    if (!said.includes(word)) add('untried', `it did not say ${JSON.stringify(word)}`);
  if (attack.silent === undefined && attack.status === 'judged' && !TRIED.test(output))
    add('untried', `it never got so far: ${output.slice(-600)}`);
  if (outcome.milliseconds > attack.seconds * 1_000)
    add('late', `it took ${Math.round(outcome.milliseconds)} ms, and ${attack.seconds} s are its most`);
  const ids = verdict.tests.map((test) => test.id);
  if (new Set(ids).size !== ids.length) add('tests', 'a test has two results');
  return found;
}

/** For a failed assertion: one line each. */
export function told(violations: readonly Violation[]): string {
  return violations.map(({ kind, detail }) => `${kind}: ${detail}`).join('\n');
}
