import type { SourceFile } from '@assay/contracts';
import { Entity, type Relation } from 'typeorm';
import { AttemptEntity } from './attempt.entity';
import { Instant, Integer, Json, Key, Refers } from './columns';

/** What a candidate has typed for a challenge in one language. */
@Entity('drafts')
export class DraftEntity {
  @Key('drafts', 'attempt_id') attemptId: string;
  @Refers('drafts', 'attempt_id', () => AttemptEntity) attempt: Relation<AttemptEntity>;
  @Key('drafts', 'slug', 'varchar', 64) slug: string;
  @Key('drafts', 'language', 'varchar', 32) language: string;
  @Json('files') files: SourceFile[];
  /** 1 at the first save. */
  @Integer('revision') revision: number;
  @Instant('saved_at') savedAt: Date;
}
