#!/usr/bin/env node
// The `assay` command. Sets up what is missing (told on stderr: stdout belongs to the command), then runs it.
import path from 'node:path';
import { runCommand } from './command.mjs';
import { Engine } from './engine-api.mjs';
import { imagesCommand } from './images-command.mjs';
import { learnVersions } from './image-versions.mjs';
import { challengeIn, challengesFolder, neededFor, readRuntimes } from './image-need.mjs';
import { setUp, applicationEnv } from './setup.mjs';
import { Interrupted, Steps, interruption } from './steps.mjs';

/** The commands that judge, and so need Docker and images. */
const JUDGING = new Set(['judge', 'verify']);
/** Options of theirs that a value follows. */
const WITH_VALUE = new Set(['--language', '--seed', '--repeat']);
/** A mistake in the set-up is the platform's, not the user's. */
const PLATFORM_ERROR = 1;

const args = process.argv.slice(2);

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => interruption.abort(new Interrupted()));
process.exitCode = await main();

async function main() {
  const steps = new Steps({ stream: process.stderr, quiet: true });
  const [command, ...rest] = args;
  const asksForHelp = args.includes('--help') || args.includes('-h');
  const judging = JUDGING.has(command) && !asksForHelp;
  let env = {};
  try {
    const { engine } = await setUp(steps, { web: false, judging, images: imagesOf(command, rest) });
    if (engine) env = applicationEnv(undefined, engine);
    if (command === 'images' && !asksForHelp) return await imagesCommand(rest);
  } catch (error) {
    steps.explain(error);
    return PLATFORM_ERROR;
  }
  if (command === 'doctor' && !asksForHelp) {
    // It only looks: it takes the engine that runs, and starts none.
    const engine = new Engine();
    env = { DOCKER_HOST: engine.host };
    if (!args.includes('--quick') && (await engine.state()) === 'up') await learnVersions(engine);
  }
  return runCommand('dist/apps/cli/main.js', args, env);
}

/**
 * The images that this call takes: those of the challenges that it names. All where it names none, or one that is not
 * a folder: the command says so itself.
 */
function imagesOf(command, rest) {
  const names = rest.filter((arg, at) => !arg.startsWith('-') && !WITH_VALUE.has(rest[at - 1]));
  const folders = command === 'judge' ? names.slice(0, 1) : names;
  if (folders.length === 0) return undefined;
  const at = rest.indexOf('--language');
  return () => {
    const runtimes = readRuntimes();
    return folders.flatMap((name) => {
      const challenge = [path.join(challengesFolder(), name), path.resolve(name)]
        .map((folder) => challengeIn(folder))
        .find((one) => one !== undefined);
      return challenge ? neededFor(runtimes, challenge, at < 0 ? undefined : rest[at + 1]) : [];
    });
  };
}
