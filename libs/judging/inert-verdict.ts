import { inertText, RESULT_TEXT_MAX, type Diagnostic, type TestResult, type Verdict } from '@assay/contracts';
import type { JudgingEvent } from './supervisor';

/** Output is kept for each instance; there are three at most. */
const OUTPUT_TEXT_MAX = 3 * RESULT_TEXT_MAX;

/**
 * A verdict in which no text steers a terminal, reorders a page or is longer than it may be. What a subject prints and what
 * a compiler says of a candidate's code goes to the database, to pages and to terminals from here.
 */
export function inertVerdict(verdict: Verdict): Verdict {
  return {
    ...verdict,
    tests: verdict.tests.map(inertResult),
    diagnostics: verdict.diagnostics.map(inertDiagnostic),
  };
}

/** The same for what is told while the judging goes on. */
export function inertEvent(event: JudgingEvent): JudgingEvent {
  return event.type === 'test' ? { ...event, test: inertResult(event.test) } : event;
}

function inertResult(test: TestResult): TestResult {
  const result = { ...test };
  for (const field of ['message', 'expected', 'actual'] as const)
    if (result[field] !== undefined) result[field] = inert(result[field], RESULT_TEXT_MAX);
  if (result.output !== undefined) result.output = inert(result.output, OUTPUT_TEXT_MAX);
  return result;
}

function inertDiagnostic(diagnostic: Diagnostic): Diagnostic {
  const { file, message } = diagnostic;
  return {
    ...diagnostic,
    ...(file === undefined ? {} : { file: inert(file, RESULT_TEXT_MAX) }),
    message: inert(message, RESULT_TEXT_MAX),
  };
}

/** At most `max` UTF-16 units, with a notice where something was cut away. */
function inert(text: string, max: number): string {
  const safe = inertText(text);
  if (safe.length <= max) return safe;
  const notice = `\n[cut: ${safe.length} characters in all]`;
  return safe.slice(0, max - notice.length).replace(/[\ud800-\udbff]$/, '') + notice;
}
