// Compiles apps and libs to dist/ with SWC, one file to one file. Types are checked by `npm run check`.
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const SOURCES = ['apps/api', 'apps/worker', 'apps/cli', 'libs', 'test/bench'];

/** Every compiled source file, relative to the root, sorted. */
async function sourceFiles() {
  const found = [];
  const walk = async (folder) => {
    for (const entry of await readdir(path.join(root, folder), { withFileTypes: true }).catch(() => [])) {
      const relative = `${folder}/${entry.name}`;
      if (entry.isDirectory()) await walk(relative);
      else if (/\.ts$/.test(entry.name) && !/\.(spec|d)\.ts$/.test(entry.name)) found.push(relative);
    }
  };
  for (const folder of SOURCES) await walk(folder);
  return found.sort();
}

/**
 * Compiles what changed since the last build.
 * @returns {Promise<{ compiled: number, total: number }>}
 */
export async function buildSources() {
  const { transform } = await import('@swc/core');
  const stampFile = path.join(root, 'dist/.sources.json');
  const before = JSON.parse(await readFile(stampFile, 'utf8').catch(() => '{}'));
  const recipe = createHash('sha256')
    .update(await readFile(fileURLToPath(import.meta.url)))
    .digest('hex');
  const stale = before.recipe !== recipe;
  const after = { recipe, files: {} };
  let compiled = 0;
  const files = await sourceFiles();
  for (const file of files) {
    const source = await readFile(path.join(root, file), 'utf8');
    const hash = createHash('sha256').update(source).digest('hex');
    after.files[file] = hash;
    if (!stale && before.files?.[file] === hash) continue;
    const target = path.join(root, 'dist', file.replace(/\.ts$/, '.js'));
    const { code, map } = await transform(source, {
      filename: path.join(root, file),
      sourceMaps: true,
      swcrc: false,
      module: { type: 'commonjs' },
      jsc: {
        target: 'es2022',
        baseUrl: root,
        paths: { '@assay/*': ['libs/*/index.ts'] },
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true },
        keepClassNames: true,
      },
    });
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, `${code}\n//# sourceMappingURL=${path.basename(target)}.map\n`);
    await writeFile(`${target}.map`, map);
    compiled += 1;
  }
  for (const gone of Object.keys(before.files ?? {}).filter((file) => !(file in after.files))) {
    await rm(path.join(root, 'dist', gone.replace(/\.ts$/, '.js')), { force: true });
  }
  await mkdir(path.join(root, 'dist'), { recursive: true });
  await writeFile(stampFile, JSON.stringify(after));
  return { compiled, total: files.length };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const started = Date.now();
  const { compiled, total } = await buildSources();
  console.log(`compiled ${compiled} of ${total} files in ${Date.now() - started} ms`);
}
