// The root file system below every image: pulled where a registry answers, else made from Debian's packages.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { debianMirror } from './debian-mirror.mjs';
import { installPackages, isRoot, runAsRoot } from './privilege.mjs';
import { findProgram } from './run.mjs';
import { buildDir } from './state.mjs';
import { StepError, interruption } from './steps.mjs';

export const ROOTFS = 'assay/rootfs:trixie';
/** A registry that is there answers in a second; one that is filtered would hold us up for minutes. */
const FIRST_WORD_MS = 10_000;
const PULL_TIMEOUT_MS = 300_000;
/** What a container has no use for, as in Debian's own slim images. Licences (copyright files) stay. */
const LEFT_OUT = [
  './var/cache/apt/*',
  './var/lib/apt/lists/*',
  './var/log/*',
  './usr/share/man/*',
  './usr/share/locale/*',
  './usr/share/info/*',
  './dev/*',
];

/** @returns {Promise<string>} the image's id */
export async function ensureRootfs(steps, engine) {
  const id = await imageId(engine, ROOTFS);
  if (id) return id;
  await steps.run('rootfs', 'Debian trixie', async (step) => {
    if (await pull(engine, step)) return 'pulled debian:trixie-slim';
    await bootstrapDebian(engine, step);
    return "made from Debian's packages (no registry answered)";
  });
  return imageId(engine, ROOTFS);
}

async function imageId(engine, tag) {
  try {
    return (await engine.call('GET', `/images/${tag}/json`)).Id;
  } catch (error) {
    if (error.status === 404) return undefined;
    throw error;
  }
}

async function pull(engine, step) {
  step.note('pulling debian:trixie-slim');
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(), FIRST_WORD_MS);
  try {
    const pulling = engine.follow(
      'POST',
      '/images/create',
      { query: { fromImage: 'debian', tag: 'trixie-slim' }, timeoutMs: PULL_TIMEOUT_MS },
      (message) => {
        clearTimeout(timer);
        step.write(`${message.status ?? ''} ${message.progress ?? ''}\n`);
      },
    );
    const silent = new Promise((_resolve, reject) => {
      silence.signal.addEventListener('abort', () =>
        reject(new Error(`no answer within ${FIRST_WORD_MS / 1000} s`)),
      );
    });
    pulling.catch(() => undefined); // when the silence has won, its own end is of no interest
    await Promise.race([pulling, silent]);
    await engine.call('POST', '/images/debian:trixie-slim/tag', {
      query: { repo: 'assay/rootfs', tag: 'trixie' },
    });
    return true;
  } catch (error) {
    if (interruption.signal.aborted) throw error;
    step.write(`debian:trixie-slim could not be pulled: ${error.message}\n`);
    return false;
  } finally {
    clearTimeout(timer);
  }
}

async function bootstrapDebian(engine, step) {
  if (!findProgram('debootstrap')) await installPackages(['debootstrap'], 'make the base image', step);
  const target = path.join(buildDir, 'rootfs');
  mkdirSync(buildDir, { recursive: true });
  await removeRootfs(target, step);
  step.note('debootstrap trixie (about half a minute)');
  try {
    const mirror = debianMirror();
    const args = [
      '--variant=minbase',
      '--include=ca-certificates',
      'trixie',
      target,
      ...(mirror ? [mirror] : []),
    ];
    await runAsRoot(findProgram('debootstrap'), args, { step, timeoutMs: 900_000 });
    step.note('importing the image');
    await engine.follow(
      'POST',
      '/images/create',
      {
        query: { fromSrc: '-', repo: 'assay/rootfs', tag: 'trixie', changes: 'CMD ["/bin/bash"]' },
        body: tarOfRootfs(target, step),
        headers: { 'content-type': 'application/x-tar' },
        timeoutMs: PULL_TIMEOUT_MS,
      },
      (message) => step.write(`${message.status ?? ''}\n`),
    );
  } catch (error) {
    if (interruption.signal.aborted) throw error;
    throw new StepError(`The base image could be neither pulled nor made: ${error.message}`, {
      advice:
        'Make either an image registry (debian:trixie-slim) or a Debian mirror reachable; another mirror can be named in ASSAY_DEBIAN_MIRROR.',
      cause: error,
    });
  } finally {
    await removeRootfs(target, step);
  }
}

async function removeRootfs(target, step) {
  if (existsSync(target))
    await runAsRoot('rm', ['-rf', '--one-file-system', target], { step, interruptible: false });
}

function tarOfRootfs(folder, step) {
  const tar = [
    'tar',
    '--numeric-owner',
    '-c',
    ...LEFT_OUT.map((pattern) => `--exclude=${pattern}`),
    '-C',
    folder,
    '.',
  ];
  const [program, ...args] = isRoot ? tar : ['sudo', '-n', ...tar];
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stderr.on('data', (chunk) => step.write(String(chunk)));
  child.on('close', (code) => {
    if (code !== 0) child.stdout.destroy(new Error(`tar ended with exit code ${code}`));
  });
  child.on('error', (error) => child.stdout.destroy(error));
  return child.stdout;
}
