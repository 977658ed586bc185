import { JUDGE_FRAME_MAX, readJudgeFrame, type JudgeFrame, type SlotFault } from '@assay/contracts';
import type { JudgedSlot, JudgedSubject } from '../../libs/judging/supervisor';
import { CheckedFrames } from '../../libs/sandbox/frames';

/** Reads a judge's bytes. A spec may put a worse one in its place, to see it found out. */
export type ReadsFrames = Pick<CheckedFrames<JudgeFrame>, 'push'>;

export function productReader(): ReadsFrames {
  return new CheckedFrames(JUDGE_FRAME_MAX, readJudgeFrame);
}

/** An instance that is built in a moment, prints nothing, and lives until it is stopped. */
class SilentSubject implements JudgedSubject {
  readonly build = new Promise<{ ok: true }>((resolve) => setImmediate(resolve, { ok: true }));
  readonly output = { mark: () => 0, since: () => '' };
  readonly container = {
    alive: true,
    ended: new Promise<void>(() => undefined),
    wait: () => Promise.resolve(undefined),
  };

  constructor(readonly port: number) {}
}

/**
 * A slot without containers: what its judge says is handed to it as bytes. Reads them as `Slot` does, and notes what the
 * supervisor makes of it.
 */
export class InMemorySlot implements JudgedSlot {
  onFrame: JudgedSlot['onFrame'] = () => undefined;
  onFault: JudgedSlot['onFault'] = () => undefined;
  readonly subjects = [new SilentSubject(8080), new SilentSubject(8081)];
  readonly addresses = this.subjects.map(({ port }) => `http://127.0.0.1:${port}`);
  readonly env = {};
  readonly plan: JudgedSlot['plan'] = {
    key: 'in-memory',
    bundle: '',
    subjectImage: 'none',
    subjectCommand: [],
    instances: 2,
    env: {},
    limits: { wall: 60_000, cpu: 1, memory: 1, processes: 8, output: 1 },
    openFiles: 1,
    app: 1,
    tmp: 1,
    services: [],
    startMs: 1_000,
  };
  /** Frames that came out of the reader, in order. */
  readonly heard: JudgeFrame[] = [];
  /** What the reader or the supervisor found wrong first. */
  fault: SlotFault | undefined;
  /** Instances that the supervisor had started though they ran, or that do not exist. */
  readonly misdeeds: string[] = [];
  /** Resolves when the judge has had its go. */
  readonly went: Promise<void>;
  private announceGo!: () => void;

  constructor(private readonly reader: ReadsFrames) {
    this.went = new Promise((resolve) => {
      this.announceGo = resolve;
    });
  }

  /** A piece of what the judge writes. */
  hear(piece: Buffer): void {
    try {
      this.reader.push(piece, (frame) => {
        this.heard.push(frame);
        this.onFrame(frame);
      });
    } catch (error) {
      this.breakWith('protocol', (error as Error).message);
    }
  }

  /** The judge is gone. */
  end(): void {
    this.breakWith('judge-lost', 'the judge ended');
  }

  send(frame: Parameters<JudgedSlot['send']>[0]): void {
    if (frame.type === 'go') this.announceGo();
  }

  go(): void {
    // Its subjects are built already.
  }

  stopInstance(instance: number): Promise<void> {
    return this.change(instance, false);
  }

  startInstance(instance: number): Promise<void> {
    if (this.subjects[instance]?.container.alive === true)
      this.misdeeds.push(`${instance} was started twice`);
    return this.change(instance, true);
  }

  engineAnswers(): Promise<boolean> {
    return Promise.resolve(true);
  }

  private breakWith(fault: SlotFault, detail: string): void {
    this.fault ??= fault;
    this.onFault(fault, detail);
  }

  private async change(instance: number, alive: boolean): Promise<void> {
    await Promise.resolve();
    const subject = this.subjects[instance];
    if (subject === undefined) this.misdeeds.push(`there is no instance ${instance}`);
    else subject.container.alive = alive;
  }
}
