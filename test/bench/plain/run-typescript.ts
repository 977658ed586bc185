/**
 * Compiles a folder of TypeScript with SWC and runs its main program in the same process, as a developer's
 * `node -r …/register main.ts` does: one start of Node, not two. The settings are those of the runtime's waiting process.
 *
 *   node run-typescript.js <folder>
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import Module from 'node:module';
import path from 'node:path';
import { transformSync, type Options } from '@swc/core';

const folder = path.resolve(process.argv[2] ?? '.');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
const esm =
  files.includes('package.json') && isModule(readFileSync(path.join(folder, 'package.json'), 'utf8'));

for (const file of files) {
  const match = /\.([cm]?)ts$/.exec(file);
  if (match === null || file.endsWith('.d.ts')) continue;
  const es6 = match[1] === 'm' || (match[1] === '' && esm);
  const options: Options = {
    filename: path.join(folder, file),
    sourceFileName: path.basename(file),
    swcrc: false,
    sourceMaps: 'inline',
    module: { type: es6 ? 'es6' : 'commonjs' },
    jsc: {
      target: 'es2024',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
      keepClassNames: true,
      // Known to the compiler, and not yet to its types.
      ...{ rewriteRelativeImportExtensions: true },
    },
  };
  const { code } = transformSync(readFileSync(path.join(folder, file), 'utf8'), options);
  writeFileSync(path.join(folder, file.replace(/ts$/, 'js')), code);
}

const program = path.join(folder, 'main.js');
process.argv = [process.execPath, program];
(Module as unknown as { runMain(main: string): void }).runMain(program);

function isModule(manifest: string): boolean {
  return (JSON.parse(manifest) as { type?: string }).type === 'module';
}
