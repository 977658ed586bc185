import type { AttackCase } from './attack-case';

/** How many are judged at once. Some wait more than they work, so it is one more than a small machine has processors. */
const AT_ONCE = 3;

/** A case that is several submissions by itself, or that the platform cuts short, has a round of its own. */
const isAlone = ({ copies, cancelAfter }: AttackCase): boolean => copies > 1 || cancelAfter !== undefined;

/** Cases in the order in which they are judged, those of a round at once. */
export function rounds(cases: readonly AttackCase[]): AttackCase[][] {
  const all: AttackCase[][] = cases.filter(isAlone).map((attack) => [attack]);
  const others = cases.filter((attack) => !isAlone(attack));
  for (let at = 0; at < others.length; at += AT_ONCE) all.push(others.slice(at, at + AT_ONCE));
  // In the order of their first cases, so that whoever runs one family waits for no other.
  const place = ([first]: readonly AttackCase[]): number => (first === undefined ? -1 : cases.indexOf(first));
  return all.toSorted((a, b) => place(a) - place(b));
}
