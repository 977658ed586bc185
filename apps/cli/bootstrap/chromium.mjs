// A Chromium for the tests in a real browser.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { installPackages } from './privilege.mjs';
import { findProgram, run } from './run.mjs';
import { root } from './state.mjs';

/** @returns {Promise<{ executable: string, outcome: string }>} the browser's program */
export async function ensureChromium(step) {
  const found = process.env.CHROMIUM_PATH ?? playwrightsOwn() ?? installed();
  if (found) return { executable: found, outcome: await versionOf(found) };
  // Playwright's download comes from one host of its own; Debian's package from where everything else came from.
  await installPackages(['chromium', 'fonts-liberation'], 'run the tests in a real browser', step);
  const executable = installed();
  if (!executable)
    throw new Error('Debian\'s package chromium is installed, but there is no program "chromium".');
  return { executable, outcome: `installed, ${await versionOf(executable)}` };
}

function installed() {
  return ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']
    .map(findProgram)
    .find(Boolean);
}

function playwrightsOwn() {
  const { chromium } = createRequire(path.join(root, 'package.json'))('playwright-core');
  const executable = chromium.executablePath();
  return executable && existsSync(executable) ? executable : undefined;
}

/** Asks for the version: a program that can't even say that will not run a test. */
async function versionOf(executable) {
  const { output } = await run(executable, ['--version', '--no-sandbox'], { timeoutMs: 30_000 });
  return output.trim().split('\n').at(-1);
}
