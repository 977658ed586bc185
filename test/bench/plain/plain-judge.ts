import type { JudgeFrame, SuiteService, SupervisorFrame } from '@assay/contracts';
import type { Leftovers } from '../leftovers';
import { encodeFrame, JudgeFrames } from './frames';
import { end, tailOf } from './plain-process';
import { PLAIN_UID, type PlainProcess, type PlainRoot } from './plain-root';

const ANSWER_MS = 120_000;

/** The test runner as a plain process: the judge's own boot script, harness and suite. */
export class PlainJudge {
  onFrame: (frame: JudgeFrame) => void = () => undefined;
  readonly stop: () => Promise<unknown>;
  private readonly process: PlainProcess;
  private readonly said: () => string;

  constructor(root: PlainRoot, leftovers: Leftovers) {
    this.process = root.start(['/usr/local/bin/node', '/opt/judge/boot.js'], {
      uid: PLAIN_UID,
      env: root.environment,
    });
    this.stop = leftovers.add('a plain test runner', () => end(this.process, 'SIGKILL'));
    this.said = tailOf(this.process);
    const frames = new JudgeFrames();
    this.process.stdout.on('data', (chunk: Buffer) => {
      for (const frame of frames.push(chunk)) this.onFrame(frame);
    });
  }

  send(frame: SupervisorFrame): void {
    this.process.stdin.write(encodeFrame(frame));
  }

  /** Loads the suite and connects its database. */
  async prepare(bundle: string, database: SuiteService | undefined): Promise<void> {
    const loaded = this.until('loaded');
    this.send({ type: 'load', bundle });
    await loaded;
    const prepared = this.until('prepared');
    this.send({ type: 'prepare', services: database === undefined ? {} : { postgresql: database } });
    await prepared;
  }

  /** Waits for a frame; `look` sees every one that comes before it. */
  until(type: JudgeFrame['type'], look: (frame: JudgeFrame) => void = () => undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const gone = (): void => {
        clearTimeout(timer);
        reject(new Error(`The test runner ended before it said "${type}": ${this.said()}`));
      };
      const timer = setTimeout(gone, ANSWER_MS);
      this.process.once('exit', gone);
      this.onFrame = (frame) => {
        if (frame.type === 'failed') reject(new Error(`The test runner failed: ${frame.message}`));
        else if (frame.type === type) resolve();
        else {
          look(frame);
          return;
        }
        clearTimeout(timer);
        this.process.off('exit', gone);
      };
    });
  }
}
