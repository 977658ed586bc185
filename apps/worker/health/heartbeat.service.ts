import { HEARTBEAT_PREFIX, type WorkerHeartbeat } from '@assay/contracts';
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { ImagesService } from '../images/images.service';
import { JudgingService } from '../judging/judging.service';
import { DatabaseService } from '../platform/database.service';
import { RedisService } from '../platform/redis.service';
import { WORKER_ID } from '../platform/worker-id';

const BEAT_MS = 1_000;
/** A worker that is silent this long counts as gone. */
const TTL_S = 10;

/** Tells the API that this worker lives, whether it can judge, and which images it has. */
@Injectable()
export class HeartbeatService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #key = HEARTBEAT_PREFIX + WORKER_ID;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly redis: RedisService,
    private readonly database: DatabaseService,
    private readonly judging: JudgingService,
    private readonly images: ImagesService,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => {
      this.#beat();
    }, BEAT_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    await this.redis.client.del(this.#key).catch(() => {
      // Redis is away; the key expires by itself.
    });
  }

  #beat(): void {
    const missing = this.database.detail() ?? this.judging.detail();
    const beat: WorkerHeartbeat = {
      ready: missing === undefined,
      detail: missing ?? 'Submissions are taken.',
      images: [...this.images.reports()],
    };
    this.redis.client.set(this.#key, JSON.stringify(beat), 'EX', TTL_S).catch(() => {
      // Redis is away, which the API sees for itself.
    });
  }
}
