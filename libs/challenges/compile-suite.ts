import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { testDefinitionSchema, type TestDefinition } from '@assay/contracts';
import { build, transform, type BuildFailure, type Plugin } from 'esbuild';
import { z } from 'zod';

/** A suite that can't be compiled or collected: one entry for each fault, with file and line where they are known. */
export class SuiteError extends Error {
  constructor(readonly faults: readonly { file: string; line: number | null; message: string }[]) {
    super(faults.map((fault) => `${fault.file}:${fault.line ?? '?'}: ${fault.message}`).join('\n'));
    this.name = 'SuiteError';
  }
}

/** Time that a suite may take to be collected, milliseconds. It is a second's work of loading, no test runs. */
const COLLECT_MS = 20_000;

const run = promisify(execFile);

/**
 * Bundles test files with testkit and harness into one CommonJS script, which the judge's boot script evaluates.
 * `files` are relative to `dir`, such as `tests/contract.test.ts`. Throws `SuiteError`.
 */
export async function compileSuite(dir: string, files: readonly string[]): Promise<string> {
  const root = await realpath(dir);
  const entry = [
    `import { collect, enterFile, runHarness } from ${JSON.stringify(testkitFile('harness/harness'))};`,
    ...files.map((file) => `enterFile(${JSON.stringify(file)}); require(${JSON.stringify(`./${file}`)});`),
    'export { collect, runHarness };',
  ].join('\n');
  try {
    const result = await build({
      stdin: { contents: entry, resolveDir: root, sourcefile: 'suite-entry.js', loader: 'js' },
      absWorkingDir: root,
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: 'cjs',
      write: false,
      sourcemap: false,
      legalComments: 'none',
      logLevel: 'silent',
      tsconfigRaw: {},
      alias: { '@assay/testkit': testkitFile('index') },
      // pg loads it only when asked for by its name; the judge has no native addon.
      external: ['pg-native'],
      plugins: [suiteImports(path.join(root, 'tests'))],
    });
    return result.outputFiles[0]?.text ?? '';
  } catch (error) {
    throw suiteErrorOf(error);
  }
}

/** The tests that a bundle declares, found by evaluating it in a process of its own. Throws `SuiteError`. */
export async function collectTests(bundle: string): Promise<TestDefinition[]> {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'assay-collect-'));
  try {
    const boot = path.join(dir, 'boot.js');
    const suite = path.join(dir, 'suite.js');
    await Promise.all([writeFile(boot, await judgeBootScript()), writeFile(suite, bundle)]);
    const { stdout } = await run(process.execPath, [boot, '--collect', suite], {
      env: {},
      cwd: dir,
      timeout: COLLECT_MS,
      killSignal: 'SIGKILL',
      maxBuffer: 8 * 1024 * 1024,
    });
    return z.array(testDefinitionSchema).parse(JSON.parse(stdout));
  } catch (error) {
    throw collectErrorOf(error);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

let bootScript: Promise<string> | undefined;

/** The judge's boot script as one file of JavaScript that needs nothing but Node. */
export function judgeBootScript(): Promise<string> {
  bootScript ??= compileBoot();
  return bootScript;
}

async function compileBoot(): Promise<string> {
  const file = testkitFile('boot/judge-boot');
  const source = await readFile(file, 'utf8');
  const loader = file.endsWith('.ts') ? 'ts' : 'js';
  const { code } = await transform(source, {
    loader,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    tsconfigRaw: {},
  });
  return code;
}

/** A file of testkit: its source, or what it was compiled to when this file is compiled too. */
function testkitFile(name: string): string {
  const base = path.join(__dirname, '..', 'testkit', name);
  return existsSync(`${base}.ts`) ? `${base}.ts` : `${base}.js`;
}

/** Holds a suite to what it may import: testkit, Node's own modules, and files under `tests/`. */
function suiteImports(testsDir: string): Plugin {
  const inside = (file: string): boolean => file.startsWith(testsDir + path.sep);
  return {
    name: 'suite-imports',
    setup(setup) {
      setup.onResolve({ filter: /.*/ }, (args) => {
        if (!inside(args.importer)) return undefined;
        if (args.path === '@assay/testkit' || args.path.startsWith('node:')) return undefined;
        if (args.path.startsWith('.') && inside(path.resolve(args.resolveDir, args.path))) return undefined;
        const text = `a suite imports "@assay/testkit", Node's modules by "node:…", and files under tests/; not "${args.path}"`;
        return { errors: [{ text }] };
      });
    },
  };
}

function suiteErrorOf(error: unknown): unknown {
  if (!isRecord(error) || !Array.isArray(error['errors'])) return error;
  const errors = error['errors'] as BuildFailure['errors'];
  return new SuiteError(
    errors.map(({ text, location }) => ({
      file: location?.file ?? 'tests',
      line: location?.line ?? null,
      message: text,
    })),
  );
}

function collectErrorOf(error: unknown): unknown {
  if (!isRecord(error) || typeof error['stderr'] !== 'string') return error;
  if (error['killed'] === true) {
    return new SuiteError([
      { file: 'tests', line: null, message: `the suite did not load within ${COLLECT_MS / 1000} s` },
    ]);
  }
  const lines = error['stderr'].trim().split('\n');
  return new SuiteError(
    lines.map((line) => {
      const parts = /^(tests\/[^:]+): (.*)$/.exec(line);
      return {
        file: parts?.[1] ?? 'tests',
        line: null,
        message: parts?.[2] ?? `the suite does not load: ${line}`,
      };
    }),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
