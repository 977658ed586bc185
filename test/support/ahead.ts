/**
 * Work of tests that run one after the other, begun some tests ahead, so that both processors of a small machine have some.
 * @param things what the tests are for, in their order
 * @param ahead how many are begun before their test asks
 * @returns the work for one of them, begun by now; the next ones' is begun with it
 */
export function aheadOf<T, R>(
  things: readonly T[],
  work: (thing: T) => Promise<R>,
  ahead = 1,
): (thing: T) => Promise<R> {
  const begun = new Map<T, Promise<R>>();
  const begin = (thing: T): Promise<R> => {
    const running = begun.get(thing) ?? work(thing);
    begun.set(thing, running);
    return running;
  };
  return (thing) => {
    const running = begin(thing);
    const after = things.indexOf(thing) + 1;
    // Whoever asks for them is told; where their tests are left out, nobody is.
    for (const next of things.slice(after, after + ahead)) begin(next).catch(() => undefined);
    return running;
  };
}
