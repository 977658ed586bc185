// While the platform serves already: builds the images that are not there yet, the most needed first.
import { setTimeout as sleep } from 'node:timers/promises';
import { RETRY_AFTER_MS } from './images.mjs';
import { inOrderOfNeed, readChallenges, readRuntimes } from './image-need.mjs';
import { learnVersions } from './image-versions.mjs';
import { interruption } from './steps.mjs';

/**
 * Goes on until it is interrupted: builds, and tries again every hour what could not be had. Never throws: what fails
 * is told, and the platform serves on.
 * @param {import('./steps.mjs').Steps} steps
 * @param {import('./images.mjs').ImageBuilder} builder
 * @param {{ retry: boolean }} options retry: the first time too
 */
export async function buildInBackground(steps, builder, { retry }) {
  let told = '';
  for (let again = retry; !interruption.signal.aborted; again = true) {
    try {
      const wanted = inOrderOfNeed(readRuntimes(), readChallenges(), builder.tags);
      const missing = wanted.filter((tag) => builder.isDue(tag, again)).length;
      if (missing > 0 && told === '')
        steps.say(
          `… preparing ${missing} more image${missing === 1 ? '' : 's'}; the platform serves meanwhile`,
        );
      await builder.build({ wanted, retry: again });
      await learnVersions(builder.engine);
      told = tell(steps, builder, missing, told);
    } catch (error) {
      if (!interruption.signal.aborted) steps.warn(`Images are not being prepared: ${error.message}`);
    }
    await sleep(RETRY_AFTER_MS, undefined, { signal: interruption.signal }).catch(() => undefined);
  }
}

function tell(steps, builder, missing, told) {
  const off = builder.unavailable.map(({ tag, reason }) => `${tag}: ${reason}`);
  const now = off.length === 0 ? 'All images are ready.' : off.join('\n');
  if (now === told || (off.length === 0 && missing === 0)) return now;
  if (off.length === 0) steps.say(`  ${now}`);
  for (const line of off)
    steps.warn(
      `${line}. What needs it is off; everything else works. It is tried again every hour, or at once: npm start -- --retry-images`,
    );
  return now;
}
