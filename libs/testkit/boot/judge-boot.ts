/**
 * The judge's first and only own code: reads the `load` frame, evaluates the bundled suite in it, and hands the stream
 * over to the harness that came with the bundle. Imports Node's own modules alone, so that one copied file is enough.
 *
 *   node judge-boot.js                      frames on standard input and output
 *   node judge-boot.js --collect <bundle>   prints the suite's tests as JSON and ends
 *
 * Whatever the suite prints goes to standard error; standard output carries frames (or the list) and nothing else.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import vm from 'node:vm';

type Send = (frame: object, then?: () => void) => void;

/** What a bundle exports; `libs/testkit/harness/harness.ts` has the types in full. */
interface Bundle {
  collect(): unknown[];
  runHarness(streams: { input: NodeJS.ReadStream; pending: Buffer; send: Send }): void;
}

const write = process.stdout.write.bind(process.stdout);
process.stdout.write = process.stderr.write.bind(process.stderr);

const send: Send = (frame, then) => {
  const body = Buffer.from(JSON.stringify(frame));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  write(Buffer.concat([length, body]), () => then?.());
};

function evaluate(source: string): Bundle {
  const wrapper = `(function (exports, require, module, __filename, __dirname) {${source}\n})`;
  const run = vm.runInThisContext(wrapper, { filename: 'suite.js' }) as (...parts: unknown[]) => void;
  const module = { exports: {} };
  run(module.exports, createRequire(__filename), module, 'suite.js', '/');
  return module.exports as Bundle;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function collect(file: string): void {
  try {
    write(`${JSON.stringify(evaluate(readFileSync(file, 'utf8')).collect())}\n`, () => process.exit(0));
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`, () => process.exit(1));
  }
}

function serve(): void {
  const fail = (message: string): void => {
    send({ type: 'failed', message: message.toWellFormed().slice(0, 4_000) }, () => process.exit(1));
  };
  const onEarlyFault = (error: unknown): void => {
    fail(`the suite did not load: ${messageOf(error)}`);
  };
  const { stdin } = process;
  let pending = Buffer.alloc(0);
  const onData = (piece: Buffer): void => {
    pending = Buffer.concat([pending, piece]);
    if (pending.length < 4) return;
    const end = 4 + pending.readUInt32BE(0);
    if (pending.length < end) return;
    stdin.off('data', onData);
    stdin.off('end', onEnd);
    stdin.pause();
    try {
      const frame = JSON.parse(pending.toString('utf8', 4, end)) as { type: string; bundle?: string };
      if (frame.type !== 'load' || frame.bundle === undefined)
        throw new Error(`the first frame was "${frame.type}", not "load"`);
      const bundle = evaluate(frame.bundle);
      process.off('uncaughtException', onEarlyFault);
      process.off('unhandledRejection', onEarlyFault);
      bundle.runHarness({ input: stdin, pending: pending.subarray(end), send });
    } catch (error) {
      onEarlyFault(error);
    }
  };
  const onEnd = (): void => {
    process.exit(0);
  };
  process.on('uncaughtException', onEarlyFault);
  process.on('unhandledRejection', onEarlyFault);
  stdin.on('data', onData);
  stdin.on('end', onEnd);
  send({ type: 'ready' });
}

const [, , mode, file] = process.argv;
if (mode === '--collect' && file !== undefined) collect(file);
else serve();
