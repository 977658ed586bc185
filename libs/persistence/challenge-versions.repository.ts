import type { ChallengeManifest, SourceFile, TestDefinition } from '@assay/contracts';
import type { DataSource } from 'typeorm';
import { ChallengeVersionEntity } from './entities/challenge-version.entity';

/** One version of a challenge, as it is stored. */
export interface ChallengeVersion {
  readonly hash: string;
  readonly slug: string;
  readonly version: string;
  readonly title: string;
  readonly manifest: ChallengeManifest;
  readonly tests: TestDefinition[];
  readonly statement: string;
  readonly starters: Record<string, SourceFile[]>;
}

/** What a version is made from: a loaded challenge has all of it. */
export interface StorableChallenge {
  readonly hash: string;
  readonly slug: string;
  readonly manifest: ChallengeManifest;
  readonly tests: readonly TestDefinition[];
  readonly statement: string;
  readonly starters: Readonly<Record<string, readonly SourceFile[]>>;
}

export class ChallengeVersionsRepository {
  constructor(private readonly dataSource: DataSource) {}

  async find(hash: string): Promise<ChallengeVersion | undefined> {
    const row = await this.dataSource.manager.findOneBy(ChallengeVersionEntity, { hash });
    return row ?? undefined;
  }

  async package(hash: string): Promise<Buffer | undefined> {
    const [row] = await this.dataSource.query<{ package: Buffer }[]>(
      'SELECT package FROM challenge_versions WHERE hash = $1',
      [hash],
    );
    return row?.package;
  }

  /** Stores a version, unless it is there. `packed` is called only when it is needed. */
  async store(challenge: StorableChallenge, packed: () => Promise<Buffer>): Promise<void> {
    const known = await this.dataSource.manager.existsBy(ChallengeVersionEntity, { hash: challenge.hash });
    if (known) return;
    await this.dataSource.query(
      `INSERT INTO challenge_versions (hash, slug, version, title, manifest, tests, statement, starters, package, created_at)
       VALUES ($1, $2, $3, $4, $5::jsonb, $6::jsonb, $7, $8::jsonb, $9, now()) ON CONFLICT (hash) DO NOTHING`,
      [
        challenge.hash,
        challenge.slug,
        challenge.manifest.version,
        challenge.manifest.title,
        JSON.stringify(challenge.manifest),
        JSON.stringify(challenge.tests),
        challenge.statement,
        JSON.stringify(challenge.starters),
        await packed(),
      ],
    );
  }

  /** The pinned versions of all assessments: what judging should be warm for. */
  async ofAssessments(): Promise<{ hash: string; slug: string; languages: string[] }[]> {
    return this.dataSource.query<{ hash: string; slug: string; languages: string[] }[]>(
      `SELECT DISTINCT v.hash, v.slug, v.manifest -> 'languages' AS languages
         FROM assessment_challenges c JOIN challenge_versions v ON v.hash = c.challenge_hash`,
    );
  }

  /** Every version that an assessment, an unfinished attempt or a waiting submission is bound to. */
  async inUse(): Promise<{ hash: string; slug: string }[]> {
    return this.dataSource.query<{ hash: string; slug: string }[]>(
      `SELECT v.hash, v.slug FROM challenge_versions v WHERE v.hash IN (
         SELECT challenge_hash FROM assessment_challenges
         UNION SELECT c.challenge_hash FROM attempt_challenges c
                 JOIN attempts a ON a.id = c.attempt_id AND a.state <> 'finished'
         UNION SELECT challenge_hash FROM submissions WHERE status IN ('queued', 'running')
       ) ORDER BY v.slug, v.hash`,
    );
  }
}
