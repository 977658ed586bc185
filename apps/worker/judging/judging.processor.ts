import { PATIENT, createRedis } from '@assay/persistence';
import { JUDGING_QUEUE, judgingJobSchema } from '@assay/contracts';
import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { DelayedError, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { ENVIRONMENT, type Environment } from '../environment';
import { DatabaseService } from '../platform/database.service';
import { JudgeSubmissionService } from './judge-submission.service';
import { JudgingService } from './judging.service';
import { ReadinessService } from './readiness.service';

/** How often it is looked whether what a submission waits for is there, milliseconds. */
const LOOK_AGAIN_MS = 2_000;

/** Takes jobs once there is a database and a proven sandbox to judge with. */
@Injectable()
export class JudgingProcessor implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('JudgingProcessor');
  readonly #stop = new AbortController();
  #worker: Worker | undefined;
  #connection: Redis | undefined;
  #starting: Promise<void> = Promise.resolve();

  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly database: DatabaseService,
    private readonly judging: JudgingService,
    private readonly submissions: JudgeSubmissionService,
    private readonly readiness: ReadinessService,
  ) {}

  onApplicationBootstrap(): void {
    this.#starting = this.#start();
  }

  /** Ends what is under way, whose rows go back to the queue, and destroys the slots. */
  async beforeApplicationShutdown(): Promise<void> {
    this.#stop.abort();
    await this.#worker?.close().catch((error: unknown) => {
      this.logger.debug({ err: error }, 'the queue was away at the end');
    });
    this.#connection?.disconnect();
    await this.judging.close();
    await this.#starting;
  }

  async #start(): Promise<void> {
    await this.database.ready();
    const judging = await this.judging.opened();
    if (judging === undefined || this.#stop.signal.aborted) return;
    this.#connection = createRedis(this.environment.REDIS_URL, this.logger, PATIENT);
    this.#worker = new Worker(
      JUDGING_QUEUE,
      async (job, token) => {
        const { submissionId } = judgingJobSchema.parse(job.data);
        if (await this.readiness.mustWait(submissionId, judging, this.#stop.signal)) {
          // Back into the queue for a while, so that its place here is free for another.
          await job.moveToDelayed(Date.now() + LOOK_AGAIN_MS, token);
          throw new DelayedError();
        }
        await this.submissions.judge(submissionId, judging, this.#stop.signal);
      },
      {
        connection: this.#connection,
        concurrency: this.environment.WORKER_CONCURRENCY,
        removeOnComplete: { count: 0 },
        removeOnFail: { count: 0 },
        // The row's claim decides who judges; these only bring back the job of a worker that died before it had one.
        lockDuration: 15_000,
        stalledInterval: 5_000,
      },
    );
    // Without a listener an error event would end the process.
    this.#worker.on('error', (error) => {
      this.logger.debug({ err: error }, 'the queue is away');
    });
    this.#worker.on('failed', (job, error) => {
      this.logger.error(
        { err: error, submissionId: job?.id },
        'a job failed; its row is looked after by the reconciler',
      );
    });
    this.logger.log('takes submissions');
  }
}
