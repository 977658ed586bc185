import type { ChallengeManifest, SourceFile, TestDefinition } from '@assay/contracts';
import { Column, Entity, Index } from 'typeorm';
import { Instant, Json, Key, Text } from './columns';

/** A challenge as it was when its content had one hash. Judging can be repeated from it after the folder has changed. */
@Entity('challenge_versions')
@Index('ix_challenge_versions_slug', ['slug', 'createdAt'])
export class ChallengeVersionEntity {
  @Key('challenge_versions', 'hash', 'varchar', 64) hash: string;
  @Text('slug') slug: string;
  @Text('version') version: string;
  @Text('title') title: string;
  @Json('manifest') manifest: ChallengeManifest;
  @Json('tests') tests: TestDefinition[];
  /** Markdown. */
  @Text('statement') statement: string;
  @Json('starters') starters: Record<string, SourceFile[]>;
  /** What `packChallenge` made. */
  @Column({ type: 'bytea', name: 'package', select: false }) package: Buffer;
  @Instant('created_at') createdAt: Date;
}
