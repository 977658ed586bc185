import type { Language, Service } from '@assay/contracts';
import type { DataSource } from 'typeorm';

/** What a queued submission needs before a worker may take it. */
export interface WaitingSubmission {
  readonly id: string;
  readonly slug: string;
  readonly challengeHash: string;
  readonly language: Language;
  /** The services of its challenge. */
  readonly services: Service[];
}

/** Submissions that can't be taken yet because something that they need is still being prepared. */
export class WaitingSubmissionsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Undefined where it is not queued any more. */
  async find(id: string): Promise<WaitingSubmission | undefined> {
    const [row] = await this.dataSource.query<WaitingSubmission[]>(
      `SELECT u.id, u.slug, u.challenge_hash AS "challengeHash", u.language,
              coalesce(v.manifest -> 'services', '[]'::jsonb) AS services
         FROM submissions u JOIN challenge_versions v ON v.hash = u.challenge_hash
        WHERE u.id = $1 AND u.status = 'queued'`,
      [id],
    );
    return row;
  }

  /**
   * Tells what a queued submission waits for, as an event, unless that is what its last event says already.
   * @returns the event's `seq`; undefined where nothing was written
   */
  async explain(id: string, reason: string): Promise<number | undefined> {
    const [row] = await this.dataSource.query<{ seq: number }[]>(
      `WITH said AS (
         UPDATE submissions u SET last_seq = last_seq + 1
          WHERE u.id = $1 AND u.status = 'queued' AND NOT EXISTS (
            SELECT 1 FROM submission_events e
             WHERE e.submission_id = u.id AND e.seq = u.last_seq AND e.payload ->> 'reason' = $2)
         RETURNING last_seq
       ), added AS (
         INSERT INTO submission_events (submission_id, seq, type, payload)
         SELECT $1, said.last_seq, 'status',
                jsonb_build_object('type', 'status', 'status', 'queued', 'reason', $2::text, 'at', $3::text)
           FROM said
       ) SELECT last_seq AS seq FROM said`,
      [id, reason, new Date().toISOString()],
    );
    return row?.seq;
  }
}
