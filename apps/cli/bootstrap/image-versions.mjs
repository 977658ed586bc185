// Asks what lies in an image which version it is.
import { readRuntimes } from './image-need.mjs';
import { findImages } from './image-recipes.mjs';
import { noteVersion, readImageState } from './image-states.mjs';

/** On an image: a shell command that prints the version of what it holds. */
const VERSION_LABEL = 'assay.version';
const ANSWER_S = 15;

/**
 * Asks each runtime and service that is there, where it has not been asked before.
 * @param {import('./engine-api.mjs').Engine} engine
 */
export async function learnVersions(engine) {
  const found = await engine.call('GET', '/images/json');
  for (const { tag, name } of findImages()) {
    const id = found.find((image) => image.RepoTags?.includes(tag))?.Id;
    if (!id || !/^(runtime|service)-/.test(name) || readImageState(name)?.imageId === id) continue;
    noteVersion(name, id, await askVersion(engine, tag));
  }
}

/**
 * What a runtime or a service says of itself, in its first line that holds a number: by the image's own label, else a
 * runtime's program is asked for its --version.
 * @param {import('./engine-api.mjs').Engine} engine
 * @param {string} tag
 * @returns {Promise<string | undefined>} undefined where nothing was said
 */
async function askVersion(engine, tag) {
  const { Config } = await engine.call('GET', `/images/${tag}/json`);
  const label = Config?.Labels?.[VERSION_LABEL];
  const runtime = readRuntimes().find((one) => one.tag === tag);
  // What only hands something on to a service has no version that anybody asks for.
  const [program] = runtime?.languages.every(({ service }) => service) ? [] : (runtime?.command ?? []);
  if (!label && !program) return undefined;
  const command = label ? ['/bin/sh', '-c', label] : [program, '--version'];
  const { Id } = await engine.call('POST', '/containers/create', {
    json: {
      Image: tag,
      Entrypoint: ['timeout', String(ANSWER_S), ...command],
      Cmd: [],
      User: '65534:65534',
      Tty: true,
      HostConfig: {
        NetworkMode: 'none',
        CapDrop: ['ALL'],
        SecurityOpt: ['no-new-privileges:true'],
        ReadonlyRootfs: true,
        Tmpfs: { '/tmp': 'size=16m' },
        Memory: 512 * 1024 ** 2,
        PidsLimit: 64,
      },
    },
  });
  try {
    await engine.call('POST', `/containers/${Id}/start`);
    await engine.call('POST', `/containers/${Id}/wait`, { timeoutMs: (ANSWER_S + 15) * 1000 });
    const stream = await engine.open('GET', `/containers/${Id}/logs`, {
      query: { stdout: true, stderr: true },
      timeoutMs: 10_000,
    });
    let said = '';
    stream.setEncoding('utf8');
    for await (const chunk of stream) said += chunk;
    return versionLine(said);
  } finally {
    await engine.removeContainer(Id, { interruptible: false });
  }
}

/** The first line that looks like a version, without what would steer a terminal. */
export function versionLine(said) {
  const line = said
    .split(/\r?\n/)
    .map((one) => one.replaceAll(/[^\u0020-\u007e]/g, '').trim())
    .find((one) => /\d+\.\d+/.test(one));
  return line?.slice(0, 100);
}
