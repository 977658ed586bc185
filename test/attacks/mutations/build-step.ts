import type { Diagnostic } from '@assay/contracts';
import type { FrameReader } from '../../../libs/sandbox/frames';
import { Subject } from '../../../libs/sandbox/subject';
import { replaceMethod, type Mutation } from '../harness/mutation';

/** What of a subject is replaced here. */
interface Inside {
  handedOver: boolean;
  readonly settle: { ready(): void; built(result: { ok: boolean; diagnostics?: Diagnostic[] }): void };
  readFrames(reader: FrameReader, chunk: Buffer): void;
}

/** How long a platform that goes on listening for frames waits for the last word, milliseconds. */
const LAST_WORD_MS = 1_500;

export const BUILD_STEP: readonly Mutation[] = [
  {
    family: 'build-step',
    without: 'an end of all frames once the code is built',
    attack: 'failure-of-its-own.python',
    by: 'status',
    weaken: () =>
      replaceMethod(
        Subject.prototype as unknown as Inside,
        'readFrames',
        () =>
          function (this: Inside, reader, chunk) {
            reader.add(chunk);
            for (let frame = reader.next(); frame !== undefined; frame = reader.next()) {
              const message = frame.message as { type: string; diagnostics: Diagnostic[] };
              if (message.type === 'ready') this.settle.ready();
              if (message.type === 'build-failed')
                this.settle.built({ ok: false, diagnostics: message.diagnostics });
              if (message.type === 'built') {
                setTimeout(() => {
                  this.settle.built({ ok: true });
                }, LAST_WORD_MS);
              }
            }
          },
      ),
  },
  {
    family: 'build-step',
    without: 'the rule that a compiler’s unreadable answer is the candidate’s',
    attack: 'long-message.python',
    by: 'status',
    weaken: () =>
      replaceMethod(
        Subject.prototype,
        'go',
        (usual) =>
          function (this: Subject, frame) {
            usual.call(this, frame);
            (this as unknown as Inside).handedOver = false;
          },
      ),
  },
];
