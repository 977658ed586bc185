#!/usr/bin/env node
// The `assay` command. Sets up what is missing (told on stderr: stdout belongs to the command), then runs it.
import { runCommand } from './command.mjs';
import { setUp, applicationEnv } from './setup.mjs';
import { Interrupted, Steps, interruption } from './steps.mjs';

/** The commands that judge, and so need Docker and the images. */
const JUDGING = new Set(['judge', 'verify']);
/** A mistake in the set-up is the platform's, not the user's. */
const PLATFORM_ERROR = 1;

const args = process.argv.slice(2);

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => interruption.abort(new Interrupted()));
process.exitCode = await main();

async function main() {
  const steps = new Steps({ stream: process.stderr, quiet: true });
  const asksForHelp = args.includes('--help') || args.includes('-h');
  const judging = JUDGING.has(args[0]) && !asksForHelp;
  let env = {};
  try {
    const { engine } = await setUp(steps, { web: false, judging });
    if (engine) env = applicationEnv(undefined, engine);
  } catch (error) {
    steps.explain(error);
    return PLATFORM_ERROR;
  }
  return runCommand('dist/apps/cli/main.js', args, env);
}
