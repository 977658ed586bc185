import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { compileSuite, judgeBootScript } from '@assay/challenges';
import { judgeFrameSchema, JUDGE_FRAME_MAX, type JudgeFrame, type SupervisorFrame } from '@assay/contracts';

export type TestEnded = Extract<JudgeFrame, { type: 'test-ended' }>;

/** What a judge said and printed, from its start to its end. */
export interface JudgeRun {
  readonly frames: JudgeFrame[];
  readonly stderr: string;
  readonly exitCode: number | null;
}

/** How the go differs from the usual one: all tests, no required groups. */
export interface GoOptions {
  readonly tests: string[];
  readonly port: number;
  readonly startMs?: number;
  /** In place of the port's own address. */
  readonly instance?: string;
  /** Told the judge's process id. */
  readonly onStart?: (pid: number) => void;
  readonly requires?: Record<string, string[]>;
  /** What the supervisor does when the suite asks for it; without it every request is refused. */
  readonly onRequest?: (operation: 'stop-instance' | 'start-instance') => Promise<void>;
}

/** Compiles a suite given as text. */
export async function bundleOf(source: string): Promise<string> {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'assay-suite-'));
  try {
    await mkdir(path.join(dir, 'tests'));
    await writeFile(path.join(dir, 'tests/it.test.ts'), source);
    return await compileSuite(dir, ['tests/it.test.ts']);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** Runs a real judge process (boot script, bundle, harness) against whatever listens on the port. */
export async function runJudge(source: string, go: GoOptions): Promise<JudgeRun> {
  const bundle = await bundleOf(source);
  const dir = await mkdtemp(path.join(os.tmpdir(), 'assay-judge-'));
  const boot = path.join(dir, 'boot.js');
  await writeFile(boot, await judgeBootScript());
  const judge = spawn(process.execPath, [boot], { env: {}, stdio: 'pipe' });
  if (judge.pid !== undefined) go.onStart?.(judge.pid);
  const frames: JudgeFrame[] = [];
  let stderr = '';
  let pending = Buffer.alloc(0);
  const send = (frame: SupervisorFrame): void => {
    const body = Buffer.from(JSON.stringify(frame));
    const length = Buffer.alloc(4);
    length.writeUInt32BE(body.length);
    judge.stdin.write(Buffer.concat([length, body]));
  };
  const answers: Partial<Record<JudgeFrame['type'], () => void>> = {
    ready: () => send({ type: 'load', bundle }),
    loaded: () => send({ type: 'prepare', services: {} }),
    prepared: () =>
      send({
        type: 'go',
        seed: 'a-seed',
        tests: go.tests,
        instances: [go.instance ?? `http://127.0.0.1:${go.port}`],
        env: {},
        startMs: go.startMs ?? 5_000,
        requires: go.requires ?? {},
      }),
    done: () => judge.stdin.end(),
  };
  const replyTo = async ({ id, operation }: Extract<JudgeFrame, { type: 'request' }>): Promise<void> => {
    await go.onRequest?.(operation);
    send(
      go.onRequest === undefined
        ? { type: 'reply', id, ok: false, message: 'not here' }
        : { type: 'reply', id, ok: true },
    );
  };
  judge.stderr.on('data', (piece: Buffer) => (stderr += piece.toString()));
  judge.stdin.on('error', () => undefined);
  judge.stdout.on('data', (piece: Buffer) => {
    pending = Buffer.concat([pending, piece]);
    while (pending.length >= 4 && pending.length >= 4 + pending.readUInt32BE(0)) {
      const length = pending.readUInt32BE(0);
      if (length > JUDGE_FRAME_MAX) throw new Error(`a frame of ${length} bytes`);
      const frame = judgeFrameSchema.parse(JSON.parse(pending.toString('utf8', 4, 4 + length)));
      pending = pending.subarray(4 + length);
      frames.push(frame);
      if (frame.type === 'request') void replyTo(frame);
      answers[frame.type]?.();
    }
  });
  const [exitCode] = (await once(judge, 'close')) as [number | null];
  await rm(dir, { recursive: true, force: true });
  if (pending.length > 0) throw new Error(`bytes behind the last frame: ${pending.toString()}`);
  return { frames, stderr, exitCode };
}

/** How a test ended. */
export function ended(run: JudgeRun, id: string): TestEnded {
  const found = run.frames.filter((frame) => frame.type === 'test-ended').filter((frame) => frame.id === id);
  const [only] = found;
  if (found.length !== 1 || only === undefined)
    throw new Error(`${id} ended ${found.length} times: ${run.stderr}`);
  return only;
}
