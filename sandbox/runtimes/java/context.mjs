// Adds the libraries of packages.lock to the build's context. They come from Maven Central, or from the mirror that this
// machine's Maven is told, by plain HTTPS, and are kept for the next build: neither host nor image needs Maven.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

const CENTRAL = 'https://repo.maven.apache.org/maven2';
const AT_ONCE = 8;
const ATTEMPTS = 3;
const TIMEOUT_MS = 120_000;

/** @param {string} context a temporary copy of this folder that is about to be sent to the engine */
export async function prepare(context, root) {
  const repository = mavenRepository();
  const cache = path.join(root, '.assay/cache/maven');
  const lib = path.join(context, 'lib');
  await mkdir(lib);
  const waiting = readLock(path.join(context, 'packages.lock'));
  const worker = async () => {
    for (let jar = waiting.pop(); jar; jar = waiting.pop()) {
      const kept = path.join(cache, jar.path);
      if (!existsSync(kept) || sha256(await readFile(kept)) !== jar.sha256)
        await fetchJar(repository, jar, kept);
      await copyFile(kept, path.join(lib, path.basename(jar.path)));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** Changes when the libraries come from elsewhere: an image that could not be had is then tried again. */
export function fingerprint() {
  return mavenRepository();
}

/**
 * ASSAY_MAVEN_MIRROR, else the mirror of Central in Maven's own settings, else Central.
 * @returns {string} an address without a slash at its end
 */
function mavenRepository(env = process.env, settings = path.join(os.homedir(), '.m2/settings.xml')) {
  if (env.ASSAY_MAVEN_MIRROR) return env.ASSAY_MAVEN_MIRROR.replace(/\/$/, '');
  const text = existsSync(settings) ? readFileSync(settings, 'utf8').replaceAll(/<!--.*?-->/gs, '') : '';
  for (const [, mirror] of text.matchAll(/<mirror>(.*?)<\/mirror>/gs)) {
    const of = /<mirrorOf>(.*?)<\/mirrorOf>/s.exec(mirror)?.[1] ?? '';
    const url = /<url>(.*?)<\/url>/s.exec(mirror)?.[1];
    const names = of.split(',').map((name) => name.trim());
    if (
      url &&
      !names.includes('!central') &&
      names.some((name) => ['*', 'central', 'external:*'].includes(name))
    )
      return url.trim().replace(/\/$/, '');
  }
  return CENTRAL;
}

/** The jars: path in a Maven repository and checksum. */
function readLock(file) {
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return lines.map((line) => {
    const [sha256, jar] = line.split('  ');
    return { sha256, path: jar };
  });
}

/** Fetches a jar into the cache. What has another checksum than the lock says is never kept. */
async function fetchJar(repository, jar, kept) {
  const bytes = await download(`${repository}/${jar.path}`);
  if (sha256(bytes) !== jar.sha256)
    throw new Error(`error: ${jar.path} from ${repository} has another checksum than packages.lock says`);
  await mkdir(path.dirname(kept), { recursive: true });
  const draft = `${kept}.${process.pid}`;
  await writeFile(draft, bytes);
  await rename(draft, kept);
}

async function download(url) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const answer = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
      if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
      return Buffer.from(await answer.arrayBuffer());
    } catch (error) {
      if (attempt < ATTEMPTS) continue;
      throw new Error(`error: ${url}: ${error.cause?.message ?? error.message}`, { cause: error });
    }
  }
}

function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}
