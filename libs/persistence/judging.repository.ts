import type {
  SequencedSubmissionEvent,
  SourceFile,
  SubmissionEvent,
  SubmissionMode,
  SubmissionStatus,
  Verdict,
} from '@assay/contracts';
import { afterInfrastructureFailure, nextSubmissionStatus } from '@assay/domain';
import type { DataSource, EntityManager } from 'typeorm';
import type { InfrastructureFailure } from './entities/submission.entity';
import { storable } from './storable';

/** A submission in a worker's hand. Whoever holds `claim` may write its results, and nobody else. */
export interface ClaimedSubmission {
  readonly id: string;
  readonly claim: string;
  readonly slug: string;
  readonly challengeHash: string;
  readonly language: string;
  readonly mode: SubmissionMode;
  readonly files: SourceFile[];
  readonly seed: string;
  readonly createdAt: Date;
  readonly runningAt: Date;
  /** The `seq` of its `running` event; the claim's own events go on from there. */
  readonly lastSeq: number;
}

export interface QueuedSubmission {
  readonly id: string;
  readonly status: SubmissionStatus;
  readonly enqueued: number;
  readonly lastSeq: number;
}

const QUEUED_COLUMNS = `id, status, enqueued, last_seq AS "lastSeq"`;

/**
 * What workers do to submissions. Each method is one transaction that can be sent again after a lost answer, and
 * each write names the claim: once a claim is gone, nothing that its old holder says is taken.
 */
export class JudgingRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * `queued → running`. `claim` is a fresh uuid of the caller.
   * @returns undefined where the row is not queued: somebody else has it, or it is judged.
   */
  async claim(
    id: string,
    claim: string,
    workerId: string,
    leaseMs: number,
  ): Promise<ClaimedSubmission | undefined> {
    return this.dataSource.transaction(async (manager) => {
      const [taken] = await manager.query<{ lastSeq: number }[]>(
        `WITH taken AS (
           UPDATE submissions
              SET status = 'running', claim = $2, worker_id = $3, lease_until = now() + $4 * interval '1 millisecond',
                  running_at = now(), last_seq = last_seq + 1
            WHERE id = $1 AND status = 'queued' RETURNING last_seq
         ) SELECT last_seq AS "lastSeq" FROM taken`,
        [id, claim, workerId, leaseMs],
      );
      if (taken !== undefined) {
        await insertEvents(manager, id, [
          { seq: taken.lastSeq, event: { type: 'status', status: 'running', at: new Date().toISOString() } },
        ]);
      }
      const [row] = await manager.query<ClaimedSubmission[]>(
        `SELECT id, claim, slug, challenge_hash AS "challengeHash", language, mode, files, seed,
                created_at AS "createdAt", running_at AS "runningAt", last_seq AS "lastSeq"
           FROM submissions WHERE id = $1 AND claim = $2`,
        [id, claim],
      );
      return row;
    });
  }

  /** Keeps a claim for another `leaseMs`. False: it is gone. */
  async renew(id: string, claim: string, leaseMs: number): Promise<boolean> {
    const rows = await this.dataSource.query<{ id: string }[]>(
      `WITH kept AS (
         UPDATE submissions SET lease_until = now() + $3 * interval '1 millisecond'
          WHERE id = $1 AND claim = $2 RETURNING id
       ) SELECT id FROM kept`,
      [id, claim, leaseMs],
    );
    return rows.length > 0;
  }

  /** Adds events that the holder has numbered. Sending them again changes nothing. False: the claim is gone. */
  async append(id: string, claim: string, events: readonly SequencedSubmissionEvent[]): Promise<boolean> {
    const last = Math.max(...events.map((one) => one.seq));
    const rows = await this.dataSource.query<{ id: string }[]>(
      `WITH held AS (
         UPDATE submissions SET last_seq = greatest(last_seq, $3) WHERE id = $1 AND claim = $2 RETURNING id
       ), added AS (
         INSERT INTO submission_events (submission_id, seq, type, payload)
         SELECT held.id, e.seq, e.event ->> 'type', e.event
           FROM held, jsonb_to_recordset($4::jsonb) AS e(seq integer, event jsonb)
         ON CONFLICT (submission_id, seq) DO NOTHING
       ) SELECT id FROM held`,
      [id, claim, last, JSON.stringify(storable(events))],
    );
    return rows.length > 0;
  }

  /**
   * Writes the verdict, once: the row must still be running under this claim. False: it is not, and nothing was written.
   */
  async conclude(
    id: string,
    claim: string,
    verdict: Verdict,
    mode: SubmissionMode,
    events: readonly SequencedSubmissionEvent[],
  ): Promise<boolean> {
    const status = nextSubmissionStatus('running', verdict.status === 'judged' ? 'judge' : 'fail-build');
    const score = mode === 'submission' && verdict.status === 'judged' ? verdict.score : null;
    const rows = await this.dataSource.query<{ id: string }[]>(
      `WITH concluded AS (
         UPDATE submissions
            SET status = $3, score = $4, verdict = $5::jsonb, finished_at = now(), claim = NULL, lease_until = NULL,
                last_seq = greatest(last_seq, $6)
          WHERE id = $1 AND claim = $2 AND status = 'running' RETURNING id
       ), added AS (
         INSERT INTO submission_events (submission_id, seq, type, payload)
         SELECT concluded.id, e.seq, e.event ->> 'type', e.event
           FROM concluded, jsonb_to_recordset($7::jsonb) AS e(seq integer, event jsonb)
       ) SELECT id FROM concluded`,
      [
        id,
        claim,
        status,
        score,
        JSON.stringify(storable(verdict)),
        Math.max(...events.map((one) => one.seq)),
        JSON.stringify(storable(events)),
      ],
    );
    return rows.length > 0;
  }

  /**
   * Writes down that the platform failed: back to the queue, or `error` after the third time.
   * @returns what became of it; undefined where the claim is gone.
   */
  async recordFailure(id: string, claim: string, message: string): Promise<'queued' | 'error' | undefined> {
    return this.dataSource.transaction(async (manager) => {
      const [row] = await manager.query<HeldRow[]>(
        `SELECT id, tries, last_seq AS "lastSeq" FROM submissions WHERE id = $1 AND claim = $2 FOR UPDATE`,
        [id, claim],
      );
      return row === undefined ? undefined : putBack(manager, row, message);
    });
  }

  /** Gives a claim back unjudged, because the worker stops. Not a failure: it is not counted. */
  async release(id: string, claim: string): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const [row] = await manager.query<HeldRow[]>(
        `SELECT id, tries, last_seq AS "lastSeq" FROM submissions WHERE id = $1 AND claim = $2 FOR UPDATE`,
        [id, claim],
      );
      if (row !== undefined)
        await requeue(manager, row, 'The platform is restarting; it will be judged again.');
    });
  }

  /** Takes back what a lost worker held. A lost worker is a failure of the platform, and counts as one. */
  async takeBackExpired(): Promise<QueuedSubmission[]> {
    return this.dataSource.transaction(async (manager) => {
      const rows = await manager.query<HeldRow[]>(
        `SELECT id, tries, last_seq AS "lastSeq" FROM submissions
          WHERE status = 'running' AND lease_until < now() ORDER BY lease_until LIMIT 200 FOR UPDATE SKIP LOCKED`,
      );
      for (const row of rows) await putBack(manager, row, 'The worker that judged this was lost.');
      return manager.query<QueuedSubmission[]>(
        `SELECT ${QUEUED_COLUMNS} FROM submissions WHERE id = ANY($1::uuid[])`,
        [rows.map((row) => row.id)],
      );
    });
  }

  /** Rows that have been queued for some time: each should have a job. Oldest first. */
  async queuedLongerThan(ms: number): Promise<QueuedSubmission[]> {
    return this.dataSource.query<QueuedSubmission[]>(
      `SELECT ${QUEUED_COLUMNS} FROM submissions
        WHERE status = 'queued' AND queued_at < now() - $1 * interval '1 millisecond' ORDER BY queued_at LIMIT 500`,
      [ms],
    );
  }
}

interface HeldRow {
  readonly id: string;
  readonly tries: number;
  readonly lastSeq: number;
}

async function putBack(manager: EntityManager, row: HeldRow, message: string): Promise<'queued' | 'error'> {
  const now = new Date().toISOString();
  const failure: InfrastructureFailure = { at: now, message: message.slice(0, 2_000) };
  const next = nextSubmissionStatus('running', afterInfrastructureFailure(row.tries + 1));
  await manager.query(
    `UPDATE submissions SET tries = tries + 1, infrastructure_errors = infrastructure_errors || $2::jsonb WHERE id = $1`,
    [row.id, JSON.stringify([storable(failure)])],
  );
  if (next === 'queued') {
    await requeue(manager, row, 'Something failed on our side; it will be judged again.');
    return 'queued';
  }
  await manager.query(
    `UPDATE submissions SET status = 'error', claim = NULL, lease_until = NULL, finished_at = now(), last_seq = $2
      WHERE id = $1`,
    [row.id, row.lastSeq + 1],
  );
  const reason = 'Something failed on our side three times. This does not count; please submit again.';
  await insertEvents(manager, row.id, [
    { seq: row.lastSeq + 1, event: { type: 'status', status: 'error', reason, at: now } },
  ]);
  return 'error';
}

async function requeue(manager: EntityManager, row: HeldRow, reason: string): Promise<void> {
  await manager.query(
    `UPDATE submissions
        SET status = 'queued', claim = NULL, lease_until = NULL, worker_id = NULL, running_at = NULL, queued_at = now(),
            enqueued = enqueued + 1, last_seq = $2
      WHERE id = $1`,
    [row.id, row.lastSeq + 1],
  );
  await insertEvents(manager, row.id, [
    {
      seq: row.lastSeq + 1,
      event: { type: 'status', status: 'queued', reason, at: new Date().toISOString() },
    },
  ]);
}

async function insertEvents(
  manager: EntityManager,
  id: string,
  events: readonly { seq: number; event: SubmissionEvent }[],
): Promise<void> {
  for (const { seq, event } of events) {
    await manager.query(
      'INSERT INTO submission_events (submission_id, seq, type, payload) VALUES ($1, $2, $3, $4::jsonb)',
      [id, seq, event.type, JSON.stringify(event)],
    );
  }
}
