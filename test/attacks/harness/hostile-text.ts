import type { LoadedChallenge } from '@assay/challenges';
import type { Verdict } from '@assay/contracts';
import { verdictText } from '../../../apps/cli/print-verdict';
import { storable } from '../../../libs/persistence/storable';

/** Longest text of a verdict, UTF-16 units: a test's output, of three instances together. */
const LONGEST = 3 * 16_384;

/** What steers a terminal, ends a line behind a reader's back, or turns the order of text around. */
const STEERING =
  // eslint-disable-next-line no-control-regex -- control characters are what it looks for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/;

/** What is wrong with the sentence that says why files were not taken; empty where nothing is. */
export function hostileRefusal(sentence: string): string[] {
  // It is one line wherever it stands: a second one would be the candidate's.
  const lines = sentence.includes('\n') ? ['the refusal has more than one line'] : [];
  return [...faultsOf('the refusal', sentence), ...lines];
}

/** What is wrong with the texts of a verdict, as it is stored and as it is printed; empty where nothing is. */
export function hostileTexts(verdict: Verdict, challenge: LoadedChallenge, language: string): string[] {
  const faults = textsIn(storable(verdict), 'verdict').flatMap(([where, text]) => faultsOf(where, text));
  return [
    ...faults,
    ...faultsOf('what the command line prints', verdictText(challenge, language, verdict), Infinity),
  ];
}

function faultsOf(where: string, text: string, longest = LONGEST): string[] {
  const found = STEERING.exec(text)?.[0];
  return [
    ...(found === undefined ? [] : [`${where} holds U+${found.charCodeAt(0).toString(16).padStart(4, '0')}`]),
    ...(text.isWellFormed() ? [] : [`${where} is not valid Unicode`]),
    ...(text.length > longest ? [`${where} has ${text.length} characters`] : []),
  ];
}

/** Every text in a value, keys of objects among them, each with where it stands. */
function textsIn(value: unknown, where: string): [string, string][] {
  if (typeof value === 'string') return [[where, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    [`a key of ${where}`, key] as [string, string],
    ...textsIn(inner, `${where}.${key}`),
  ]);
}
