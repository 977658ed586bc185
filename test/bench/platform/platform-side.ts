import type { LoadedChallenge } from '@assay/challenges';
import { createdSubmissionSchema, sequencedSubmissionEventSchema } from '@assay/contracts';
import type { SubmissionsRepository } from '@assay/persistence';
import type { LanguageRuntime } from '@assay/sandbox';
import type { Contender, Judged } from '../contender';
import type { Candidate } from './platform';
import type { SlotShape } from './slot-watch';

/** What a side needs of the platform it belongs to. */
export interface PlatformDoors {
  readonly slotWaits: (shape: SlotShape) => Promise<void>;
  /** To read the phases, which candidates are not shown. */
  readonly submissions: SubmissionsRepository;
  readonly newCandidate: () => Promise<Candidate>;
}

/** The whole way of a submission, as a candidate's browser sees it. */
export class PlatformSide implements Contender {
  private candidate: Candidate | undefined;

  constructor(
    private readonly doors: PlatformDoors,
    private readonly challenge: LoadedChallenge,
    private readonly runtime: LanguageRuntime,
    /** Its name in the challenge. */
    private readonly reference: string,
    private readonly shape: SlotShape,
  ) {}

  async ready(): Promise<void> {
    this.candidate ??= await this.doors.newCandidate();
    await this.doors.slotWaits(this.shape);
  }

  async submit(): Promise<Judged> {
    const candidate = (this.candidate ??= await this.doors.newCandidate());
    const { browser, attemptId } = candidate;
    const began = performance.now();
    const since = (): number => performance.now() - began;
    const created = createdSubmissionSchema.parse(
      await browser.post(`/api/attempts/${attemptId}/submissions`, {
        challenge: this.challenge.slug,
        language: this.runtime.id,
        files: this.challenge.references[this.reference],
      }),
    );
    const acceptedMs = since();
    let runningMs: number | undefined;
    let firstResultMs: number | undefined;
    let lastResultMs: number | undefined;
    const failed: string[] = [];
    await browser.stream(`/api/submissions/${created.id}/events`, ({ data }) => {
      const { event } = sequencedSubmissionEventSchema.parse(data);
      if (event.type === 'status') {
        if (event.status === 'running') runningMs ??= since();
        if (event.status === 'error') failed.push('the platform failed');
      }
      if (event.type === 'test') {
        firstResultMs ??= since();
        lastResultMs = since();
        if (event.test.status !== 'passed') failed.push(event.test.id);
      }
      return event.type === 'verdict' || (event.type === 'status' && event.status === 'error');
    });
    const totalMs = since();
    // The next of this attempt is taken once the cap leaves one.
    if (created.submissionsLeft === 0) this.candidate = undefined;
    const record = await this.doors.submissions.find(created.id);
    const { totalMs: serverMs, ...phases } = record?.verdict?.phases ?? {};
    return {
      totalMs,
      firstResultMs: firstResultMs ?? totalMs,
      phases,
      failed,
      more: {
        acceptedMs,
        ...(runningMs === undefined ? {} : { runningMs }),
        ...(lastResultMs === undefined ? {} : { lastResultToVerdictMs: totalMs - lastResultMs }),
        ...(serverMs === undefined ? {} : { serverMs }),
      },
    };
  }
}
