import { attemptChannel, submissionChannel } from '@assay/contracts';
import { ADVISORY_LOCKS, AttemptsRepository, JudgingRepository } from '@assay/persistence';
import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { JudgingService } from '../judging/judging.service';
import { DatabaseService } from '../platform/database.service';
import { JudgingQueueService } from '../platform/judging-queue.service';
import { RedisService } from '../platform/redis.service';

const TICK_MS = 2_000;
/** A row is normally queued no longer than this without its job. */
const JOB_GRACE_MS = 3_000;
/** After the database was away, living workers get this long to renew their claims before those count as lost. */
const RENEWAL_GRACE_MS = 5_000;
const REAP_EVERY_TICKS = 10;

/**
 * Puts right what a crash has left: rows without jobs, rows of lost workers, attempts that nobody ended, containers
 * without a supervisor. One worker does it at a time.
 */
@Injectable()
export class ReconcilerService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Reconciler');
  #timer: NodeJS.Timeout | undefined;
  #ticking: Promise<void> | undefined;
  #ticks = 0;
  #leasesCountFrom = 0;

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly database: DatabaseService,
    private readonly attempts: AttemptsRepository,
    private readonly rows: JudgingRepository,
    private readonly queue: JudgingQueueService,
    private readonly redis: RedisService,
    private readonly judging: JudgingService,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => {
      this.#ticking ??= this.#tick().finally(() => {
        this.#ticking = undefined;
      });
    }, TICK_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    await this.#ticking;
  }

  async #tick(): Promise<void> {
    if (this.database.detail() !== undefined) return;
    this.#ticks += 1;
    try {
      await this.#alone(async () => {
        await this.#endOverdueAttempts();
        if (Date.now() >= this.#leasesCountFrom) await this.#takeBackLost();
        await this.#giveJobs();
      });
    } catch (error) {
      this.#leasesCountFrom = Date.now() + RENEWAL_GRACE_MS;
      this.logger.warn({ err: error }, 'could not reconcile; tries again');
    }
    if (this.#ticks % REAP_EVERY_TICKS === 0) await this.#reap();
  }

  /** Runs `work` if no other worker does. */
  async #alone(work: () => Promise<void>): Promise<void> {
    const runner = this.dataSource.createQueryRunner();
    try {
      const [row] = (await runner.query('SELECT pg_try_advisory_lock($1) AS held', [
        ADVISORY_LOCKS.reconcile,
      ])) as {
        held: boolean;
      }[];
      if (row?.held !== true) return;
      try {
        await work();
      } finally {
        await runner.query('SELECT pg_advisory_unlock($1)', [ADVISORY_LOCKS.reconcile]);
      }
    } finally {
      await runner.release();
    }
  }

  async #endOverdueAttempts(): Promise<void> {
    for (const id of await this.attempts.pastDeadline()) {
      const finished = await this.attempts.finishByClock(id);
      if (finished === undefined) continue;
      this.logger.log({ attemptId: id, handedIn: finished.handedIn.length }, 'the clock ended an attempt');
      this.redis.hint(attemptChannel(id), 'finished');
      for (const submissionId of finished.handedIn) await this.#ensureJob({ id: submissionId, enqueued: 1 });
    }
  }

  async #takeBackLost(): Promise<void> {
    for (const row of await this.rows.takeBackExpired()) {
      this.logger.warn({ submissionId: row.id }, 'the worker of a submission was lost');
      this.redis.hint(submissionChannel(row.id), String(row.lastSeq));
      if (row.status === 'queued') await this.#ensureJob(row);
    }
  }

  async #giveJobs(): Promise<void> {
    for (const row of await this.rows.queuedLongerThan(JOB_GRACE_MS)) {
      if (!(await this.#ensureJob(row))) return;
    }
  }

  /** False: Redis is away, and the next tick tries again. */
  async #ensureJob(row: { id: string; enqueued: number }): Promise<boolean> {
    try {
      if (await this.queue.ensure(row))
        this.logger.log({ submissionId: row.id }, 'a queued submission was given its job');
      return true;
    } catch (error) {
      this.logger.debug({ err: error }, 'jobs can not be added now');
      return false;
    }
  }

  /** Containers on this host whose supervisor is gone. */
  async #reap(): Promise<void> {
    if (this.judging.detail() !== undefined) return;
    try {
      const judging = await this.judging.opened();
      const reaped = (await judging?.reap()) ?? 0;
      if (reaped > 0) this.logger.warn({ reaped }, 'destroyed containers without a supervisor');
    } catch (error) {
      this.logger.warn({ err: error }, 'could not look for containers without a supervisor');
    }
  }
}
