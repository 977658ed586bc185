import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { createGunzip, createGzip } from 'node:zlib';
import { slugSchema, sourcePathFault } from '@assay/contracts';
import { extract, pack } from 'tar-stream';
import { FaultList } from './fault-list';
import { pinnedFiles, pinnedHash, readFolderFiles } from './folder-files';
import { loadChallenge } from './load-challenge';
import type { LoadedChallenge, LoadResult } from './loaded-challenge';

/** Most bytes that a pack may unfold to. */
const UNPACKED_MAX = 64 * 1024 * 1024;

/**
 * A tar.gz of what judging needs of a challenge, under a folder with its slug. Throws when the folder was changed since
 * the challenge was loaded, since the pack would not be the version that it claims to be.
 */
export async function packChallenge(challenge: LoadedChallenge): Promise<Buffer> {
  const faults = new FaultList(challenge.slug);
  const files = await readFolderFiles(challenge.dir, faults);
  if (faults.any || pinnedHash(files) !== challenge.hash) {
    throw new Error(
      `The challenge "${challenge.slug}" was changed while it was being packed; load it again.`,
    );
  }
  const tar = pack();
  for (const [file, content] of pinnedFiles(files)) {
    tar.entry({ name: `${challenge.slug}/${file}`, mode: 0o644, mtime: new Date(0) }, content);
  }
  tar.finalize();
  return buffer(tar.pipe(createGzip()));
}

/**
 * Unpacks into `dir/<slug>` and loads the challenge from there, without references and submissions. Throws on a pack
 * that is broken, too large, or holds anything but plain files under one slug.
 */
export async function unpackChallenge(packed: Buffer, dir: string): Promise<LoadResult> {
  const files = await readPack(packed);
  const slugs = new Set([...files.keys()].map((file) => file.split('/')[0] ?? ''));
  const [slug] = slugs;
  if (slugs.size !== 1 || slug === undefined || !slugSchema.safeParse(slug).success) {
    throw new Error('The pack does not hold one challenge.');
  }
  for (const [file, content] of files) {
    const target = path.join(dir, file);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, content);
  }
  return loadChallenge(path.join(dir, slug), { packed: true });
}

async function readPack(packed: Buffer): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  let bytes = 0;
  const unzip = createGunzip();
  const entries = unzip.pipe(extract());
  unzip.on('error', (error) => entries.destroy(error));
  unzip.end(packed);
  for await (const entry of entries) {
    const { name, type, size } = entry.header;
    const fault = sourcePathFault(name);
    if (fault !== undefined) throw new Error(`The pack is refused: ${fault}.`);
    if (type !== 'file') throw new Error(`The pack is refused: "${name}" is not a plain file.`);
    bytes += size;
    if (bytes > UNPACKED_MAX)
      throw new Error(`The pack is refused: it unfolds to more than ${UNPACKED_MAX / 1024 ** 2} MiB.`);
    files.set(name, await buffer(entry));
  }
  return files;
}
