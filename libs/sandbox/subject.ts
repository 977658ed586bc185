import { subjectFrameSchema, type Diagnostic } from '@assay/contracts';
import type { SlotContainer } from './container';
import { InfrastructureError } from './errors';
import { FrameReader } from './frames';
import { OutputCapture } from './output-capture';

const FRAME_MAX = 1024 * 1024;

/** What a candidate is told of a compiler whose answer is not one. */
const UNREADABLE = 'The compiler gave an answer that is too long or can not be read.';

/** How the build phase of a subject ended. */
export type BuildResult = { readonly ok: true } | { readonly ok: false; readonly diagnostics: Diagnostic[] };

/**
 * The candidate's code, running or about to. Until `built` its standard output carries frames of the waiting process;
 * from then on it is output of an untrusted program, and nothing in it is ever read as a frame again.
 */
export class Subject {
  /** The waiting process is ready for files. */
  readonly ready: Promise<void>;
  /** The build phase. Rejects with InfrastructureError when the container is lost in it. */
  readonly build: Promise<BuildResult>;
  readonly output: OutputCapture;
  private reader: FrameReader | undefined = new FrameReader(FRAME_MAX);
  private handedOver = false;
  private settle!: {
    ready: () => void;
    built: (result: BuildResult) => void;
    lost: (error: Error) => void;
  };

  constructor(
    readonly container: SlotContainer,
    readonly port: number,
    outputLimit: number,
  ) {
    this.output = new OutputCapture(outputLimit, () => {
      container.stopReading();
    });
    let ready!: () => void;
    let built!: (result: BuildResult) => void;
    let notReady!: (error: Error) => void;
    let notBuilt!: (error: Error) => void;
    this.ready = new Promise((resolve, reject) => {
      ready = resolve;
      notReady = reject;
    });
    this.build = new Promise((resolve, reject) => {
      built = resolve;
      notBuilt = reject;
    });
    // Whoever waits sees the rejection; without a waiter it is not a crash.
    this.ready.catch(() => undefined);
    this.build.catch(() => undefined);
    this.settle = {
      ready,
      built,
      lost: (error) => {
        notReady(error);
        notBuilt(error);
      },
    };
    container.onStdout = (chunk) => {
      this.read(chunk);
    };
    container.onStderr = (chunk) => {
      this.output.add(chunk);
    };
    void container.ended.then(() => {
      this.settle.lost(
        new InfrastructureError(
          `the subject ended before its build was done. ${this.output.text().slice(-600)}`,
        ),
      );
    });
  }

  /** Hands it the files, as one encoded frame, and ends its input. */
  go(frame: Buffer): void {
    this.handedOver = true;
    this.container.write(frame);
    this.container.endInput();
  }

  private read(chunk: Buffer): void {
    if (this.reader === undefined) {
      this.output.add(chunk);
      return;
    }
    try {
      this.readFrames(this.reader, chunk);
    } catch (error) {
      this.reader = undefined;
      // From the go on the answer is made of the candidate's code: one that can't be taken is no failure of the platform,
      // which would be a free try.
      if (this.handedOver) this.settle.built({ ok: false, diagnostics: [{ message: UNREADABLE }] });
      else {
        this.settle.lost(
          new InfrastructureError(`the waiting process broke its protocol: ${(error as Error).message}`),
        );
      }
    }
  }

  /** One frame at a time: what follows `built` in the same piece is the program's own output already. */
  private readFrames(reader: FrameReader, chunk: Buffer): void {
    reader.add(chunk);
    for (let frame = reader.next(); frame !== undefined; frame = reader.next()) {
      const message = subjectFrameSchema.parse(frame.message);
      if (message.type === 'ready') this.settle.ready();
      if (message.type === 'built') {
        this.reader = undefined;
        this.settle.built({ ok: true });
        this.output.add(reader.takeRest());
        return;
      }
      if (message.type === 'build-failed') {
        this.reader = undefined;
        this.settle.built({ ok: false, diagnostics: message.diagnostics });
        return;
      }
    }
  }
}
