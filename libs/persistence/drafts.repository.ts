import type { Draft, SaveDraftBody, SavedDraft } from '@assay/contracts';
import { sameFiles } from '@assay/domain';
import type { DataSource } from 'typeorm';
import { challengesOfAttempts, lockAttempt } from './attempt-records';
import { closedReason } from './attempts.repository';
import { DraftEntity } from './entities/draft.entity';
import { NO_ATTEMPT, done, refused, type Outcome } from './outcome';

export class DraftsRepository {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: () => Date = () => new Date(),
  ) {}

  /** A challenge's drafts, the one saved last first. */
  async ofChallenge(attemptId: string, slug: string): Promise<Draft[]> {
    const rows = await this.dataSource.manager.find(DraftEntity, {
      where: { attemptId, slug },
      order: { savedAt: 'DESC', language: 'ASC' },
    });
    return rows.map(draftOf);
  }

  /**
   * Saves what was typed, if it is based on what the server holds. A save that is sent again, because its answer was
   * lost, is answered as it was the first time.
   */
  async save(attemptId: string, slug: string, body: SaveDraftBody): Promise<Outcome<SavedDraft>> {
    return this.dataSource.transaction(async (manager) => {
      const attempt = await lockAttempt(manager, attemptId);
      if (attempt === undefined) return NO_ATTEMPT;
      const now = this.clock();
      const closed = closedReason(attempt, now);
      if (closed !== undefined) return closed;
      if (!(await challengesOfAttempts(manager, [attemptId])).some((one) => one.slug === slug)) {
        return refused('unknown_challenge', `The assessment has no challenge "${slug}".`);
      }
      const key = { attemptId, slug, language: body.language };
      const current = await manager.findOneBy(DraftEntity, key);
      const held = current?.revision ?? 0;
      if (current !== null && held === body.revision + 1 && sameFiles(current.files, body.files)) {
        return done({ revision: held, savedAt: current.savedAt.toISOString() });
      }
      if (held !== body.revision) {
        return refused(
          'draft_conflict',
          'The files were saved from another window since you loaded them. Choose which version to keep.',
          current === null ? null : draftOf(current),
        );
      }
      await manager.upsert(
        DraftEntity,
        { ...key, files: body.files, revision: held + 1, savedAt: now },
        { conflictPaths: ['attemptId', 'slug', 'language'] },
      );
      return done({ revision: held + 1, savedAt: now.toISOString() });
    });
  }
}

function draftOf(row: DraftEntity): Draft {
  return {
    language: row.language,
    files: row.files,
    revision: row.revision,
    savedAt: row.savedAt.toISOString(),
  };
}
