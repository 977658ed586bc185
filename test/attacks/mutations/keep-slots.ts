import { Slot } from '@assay/sandbox';
import { replaceMethod } from '../harness/mutation';

/** Has slots stay where they should be destroyed. @returns what destroys them after all */
export function keepSlots(): () => Promise<void> {
  const kept = new Set<Slot>();
  const restore = replaceMethod(
    Slot.prototype,
    'destroy',
    () =>
      function (this: Slot) {
        kept.add(this);
        return Promise.resolve();
      },
  );
  return async () => {
    restore();
    await Promise.all([...kept].map((slot) => slot.destroy()));
  };
}
