// Tells the build stage where this machine's Go modules come from.
import { writeGoSettings } from '../../../apps/cli/bootstrap/go-proxy.mjs';

/** @param {string} context a temporary copy of this folder that is about to be sent to the engine */
export async function prepare(context) {
  await writeGoSettings(context);
}
