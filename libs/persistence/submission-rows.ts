import { randomUUID } from 'node:crypto';
import type { SourceFile, SubmissionEvent, SubmissionMode } from '@assay/contracts';
import { workToHandIn } from '@assay/domain';
import type { EntityManager } from 'typeorm';
import type { AttemptChallengeRecord } from './attempt-records';
import { DraftEntity } from './entities/draft.entity';
import { SubmissionEntity, SubmissionEventEntity } from './entities/submission.entity';
import { newSeed } from './tokens';

export interface NewSubmission {
  readonly attemptId: string;
  readonly slug: string;
  readonly challengeHash: string;
  readonly language: string;
  readonly mode: SubmissionMode;
  readonly files: readonly SourceFile[];
  readonly automatic: boolean;
  readonly requestKey: string | null;
}

/** Writes a row in status `queued` and its first event, in the caller's transaction. */
export async function insertSubmission(
  manager: EntityManager,
  what: NewSubmission,
  now: Date,
): Promise<string> {
  const id = randomUUID();
  await manager.insert(SubmissionEntity, {
    ...what,
    files: [...what.files],
    id,
    status: 'queued',
    seed: newSeed(),
    lastSeq: 1,
    createdAt: now,
    queuedAt: now,
  });
  const payload: SubmissionEvent = { type: 'status', status: 'queued', at: now.toISOString() };
  await manager.insert(SubmissionEventEntity, {
    submissionId: id,
    seq: 1,
    type: payload.type,
    payload,
    createdAt: now,
  });
  return id;
}

/**
 * Submits what was saved and not submitted when an attempt ends, beyond the cap.
 * A submission that the platform could not judge does not stand in its way.
 * @returns the new submissions' ids.
 */
export async function handInSavedWork(
  manager: EntityManager,
  attemptId: string,
  challenges: readonly AttemptChallengeRecord[],
  now: Date,
): Promise<string[]> {
  const handedIn: string[] = [];
  for (const challenge of challenges) {
    const drafts = await manager.findBy(DraftEntity, { attemptId, slug: challenge.slug });
    const [last] = await manager.query<{ language: string; files: SourceFile[] }[]>(
      `SELECT language, files FROM submissions
        WHERE attempt_id = $1 AND slug = $2 AND mode = 'submission' AND status <> 'error'
        ORDER BY created_at DESC, id DESC LIMIT 1`,
      [attemptId, challenge.slug],
    );
    const work = workToHandIn(drafts, last);
    if (work === undefined) continue;
    handedIn.push(
      await insertSubmission(
        manager,
        {
          attemptId,
          slug: challenge.slug,
          challengeHash: challenge.hash,
          language: work.language,
          mode: 'submission',
          files: work.files,
          automatic: true,
          requestKey: null,
        },
        now,
      ),
    );
  }
  return handedIn;
}
