import { isDatabaseAway } from '@assay/persistence';
import { setTimeout as sleep } from 'node:timers/promises';

const FIRST_DELAY_MS = 50;
const LAST_DELAY_MS = 1_000;

/**
 * Does something to the database, again and again while the database is away; what must be written is not lost to a
 * restart. `work` must be harmless when an earlier try had arrived after all.
 * @throws what `work` throws for another reason, and the last error when `signal` aborts
 */
export async function persistently<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let delay = FIRST_DELAY_MS; ; delay = Math.min(delay * 2, LAST_DELAY_MS)) {
    try {
      return await work();
    } catch (error) {
      if (!isDatabaseAway(error) || signal.aborted) throw error;
      await sleep(delay);
    }
  }
}
