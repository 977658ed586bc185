// Adds the versions of the runtime's modules, and where this machine gets modules from.
import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { prepare as addSettings } from '../../../../sandbox/runtimes/go/context.mjs';

/** @param {string} context a temporary copy of this folder that is about to be sent to the engine */
export async function prepare(context, root) {
  await addSettings(context);
  for (const file of ['go.mod', 'go.sum'])
    await copyFile(path.join(root, 'sandbox/runtimes/go', file), path.join(context, file));
}
