// `assay images`: lists, builds and prunes.
import { Engine } from './engine-api.mjs';
import { ensureEngine } from './engine.mjs';
import { sizeOf, table } from './image-words.mjs';
import { learnVersions } from './image-versions.mjs';
import { ImageBuilder } from './images.mjs';
import { pruneImages } from './images-prune.mjs';
import { surveyImages } from './images-survey.mjs';
import { inOrderOfNeed, readChallenges, readRuntimes } from './image-need.mjs';
import { StepError, Steps } from './steps.mjs';

const OK = 0;
const FAILED = 1;
const WRONG_CALL = 2;
/** Which options each verb takes, and whether names of images. */
const VERBS = {
  list: { options: ['--json'], names: false },
  build: { options: [], names: true },
  prune: { options: ['--json', '--dry-run'], names: true },
};

/**
 * @param {string[]} args behind `assay images`
 * @returns {Promise<number>} 0; 1 when an image could not be built; 2 when the call is wrong
 * @throws {StepError} when no engine can be had
 */
export async function imagesCommand(args) {
  const options = args.filter((arg) => arg.startsWith('-'));
  const [verb = 'list', ...names] = args.filter((arg) => !arg.startsWith('-'));
  const known = VERBS[verb];
  if (!known || options.some((one) => !known.options.includes(one)) || (!known.names && names.length > 0)) {
    process.stderr.write('This is no call of "assay images"; "assay images --help" shows them.\n');
    return WRONG_CALL;
  }
  if (verb === 'build') return buildImages(names);
  const engine = new Engine();
  if ((await engine.state()) !== 'up') {
    throw new StepError(`No Docker Engine answers at ${engine.host}.`, {
      advice: 'Start it; "npm start" does so, and installs it where it is missing.',
    });
  }
  const json = options.includes('--json');
  if (verb === 'list') return listImages(engine, json);
  const dryRun = options.includes('--dry-run');
  return printPruned(await pruneImages(engine, { dryRun, names }), dryRun, json);
}

async function buildImages(names) {
  const steps = new Steps({ stream: process.stderr });
  const { engine } = await steps.run('engine', 'Docker Engine', ensureEngine);
  const builder = await ImageBuilder.open(steps, engine);
  const wanted = names.map((name) =>
    builder.images.find((image) => image.name === name || image.folder === name),
  );
  if (wanted.includes(undefined)) {
    const known = builder.images.map((image) => image.name).join(', ');
    process.stderr.write(`There is no image "${names[wanted.indexOf(undefined)]}". There are: ${known}.\n`);
    return WRONG_CALL;
  }
  const all = () => inOrderOfNeed(readRuntimes(), readChallenges(), builder.tags);
  await builder.build({ wanted: names.length > 0 ? wanted.map(({ tag }) => tag) : all(), retry: true });
  await learnVersions(engine);
  for (const { tag, reason } of builder.unavailable) process.stderr.write(`${tag}: ${reason}\n`);
  if (builder.unavailable.length > 0) return FAILED;
  process.stdout.write('All is built.\n');
  return OK;
}

async function listImages(engine, json) {
  const survey = await surveyImages(engine);
  if (json) {
    process.stdout.write(`${JSON.stringify(survey, null, 2)}\n`);
    return OK;
  }
  const rows = survey.images.map((row) => [
    row.tag,
    sizeOf(row.bytes),
    sizeOf(row.sharedBytes),
    sizeOf(row.uniqueBytes),
    row.createdAt?.slice(0, 16).replace('T', ' ') ?? '–',
    row.recipe ?? '–',
    row.state,
  ]);
  process.stdout.write(table(['Image', 'Size', 'Shared', 'Own', 'Created (UTC)', 'Recipe', 'State'], rows));
  process.stdout.write(
    `\n${sizeOf(survey.bytes)} on disk for all: layers that images share are stored once.\n`,
  );
  return OK;
}

function printPruned({ removed, kept, freedBytes, note }, dryRun, json) {
  if (json) {
    process.stdout.write(`${JSON.stringify({ dryRun, removed, kept, freedBytes, note }, null, 2)}\n`);
    return OK;
  }
  const does = dryRun ? 'would remove' : 'removed';
  for (const { image, why } of removed) process.stdout.write(`${does} ${image}: ${why}\n`);
  for (const { image, why } of kept) process.stdout.write(`kept ${image}: ${why}\n`);
  if (note) process.stdout.write(`${note}\n`);
  const count = `${removed.length} image${removed.length === 1 ? '' : 's'}`;
  process.stdout.write(
    dryRun
      ? `${count} would go.\n`
      : `${count} removed, ${freedBytes} bytes (${sizeOf(freedBytes)}) freed.\n`,
  );
  return OK;
}
