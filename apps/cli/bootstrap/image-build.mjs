// Sends one folder of sandbox/ to the engine's builder.
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildDir, prepareState, root } from './state.mjs';

/** On an image: the hash of all that it was made from. */
export const RECIPE_LABEL = 'assay.recipe';
const BUILD_TIMEOUT_MS = 1_800_000;

/** Tests lie beside what they test, and are no part of the image. */
export function isNoPart(name) {
  return /\.spec\.ts$/.test(name);
}

/**
 * A folder's context.mjs, where it has one. It may export
 *   prepare(context, root)  adds generated files to the temporary copy of the folder that is sent to the engine
 *   inputs                  files and folders outside that they are made from: when one changes, the image is built anew
 *   fingerprint(root)       a text that stands for everything else that they depend on
 */
export async function contextScript(dir) {
  const script = path.join(dir, 'context.mjs');
  return existsSync(script) ? import(pathToFileURL(script).href) : {};
}

/**
 * Builds an image and tags it.
 * @param {import('./engine-api.mjs').Engine} engine
 * @param {{ folder: string, tag: string, dir?: string }} image dir: where it lies, when that is not below sandbox/
 * @param {string} recipe becomes the label by which the next start sees that nothing has changed
 * @throws {import('./engine-api.mjs').EngineError} with the last words of the command that failed
 */
export async function buildImage(engine, image, recipe, step) {
  prepareState();
  const context = mkdtempSync(path.join(buildDir, 'context-'));
  try {
    const source = image.dir ?? path.join(root, 'sandbox', image.folder);
    cpSync(source, context, { recursive: true, filter: (file) => !isNoPart(file) });
    const { prepare } = await contextScript(source);
    if (prepare) {
      step.note('preparing its files');
      await prepare(context, root);
    }
    step.note('building');
    await sendBuild(engine, image.tag, recipe, context, step);
  } finally {
    rmSync(context, { recursive: true, force: true });
  }
}

/** The builder paints what goes to stderr. */
const COLOR = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');

const PROXIES = ['http_proxy', 'https_proxy', 'no_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'];

async function sendBuild(engine, tag, recipe, context, step) {
  // The classic builder: every engine has it. The host's network, because a bridge may have no way out or another MTU.
  const query = {
    t: tag,
    networkmode: 'host',
    rm: true,
    forcerm: true,
    labels: { [RECIPE_LABEL]: recipe },
    buildargs: Object.fromEntries(
      PROXIES.filter((name) => process.env[name]).map((name) => [name, process.env[name]]),
    ),
  };
  const lastWords = [];
  try {
    await engine.follow(
      'POST',
      '/build',
      {
        query,
        body: tarOf(context),
        headers: { 'content-type': 'application/x-tar' },
        timeoutMs: BUILD_TIMEOUT_MS,
      },
      (message) => {
        const text = (message.stream ?? '').replaceAll(COLOR, '');
        step.write(text);
        const line = text.trim();
        if (line.startsWith('Step ')) step.note(line.split(' : ')[0].toLowerCase());
        if (/^(E:|ERROR|error|npm error|fatal|curl:|.*\berror:)/i.test(line))
          lastWords.push(line.split('\n').at(-1));
      },
    );
  } catch (error) {
    if (lastWords.length > 0 && error.name === 'EngineError') error.message = lastWords.at(-1);
    throw error;
  }
}

/** A folder as a tar stream without times and owners, so that the builder's cache sees content alone. */
function tarOf(folder) {
  const options = ['--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner'];
  const child = spawn('tar', [...options, '-c', '-C', folder, '.'], { stdio: ['ignore', 'pipe', 'inherit'] });
  child.on('error', (error) => child.stdout.destroy(error));
  child.on('close', (code) => {
    if (code !== 0) child.stdout.destroy(new Error(`tar ended with exit code ${code}`));
  });
  return child.stdout;
}
