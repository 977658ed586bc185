import {
  HEARTBEAT_PREFIX,
  workerHeartbeatSchema,
  type Availability,
  type ChallengeManifest,
  type ImageReport,
  type Language,
  type WorkerHeartbeat,
} from '@assay/contracts';
import { availabilityOf, imagesNeeded } from '@assay/sandbox';
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { Redis } from 'ioredis';
import { ChallengeCatalogService } from './challenge-catalog.service';
import { REDIS } from './redis';

const LOOK_MS = 1_000;
/** A worker that starts anew, or Redis that does, is no news for anybody's page. Milliseconds. */
const MEMORY_MS = 60_000;
const NOBODY: Pick<ImageReport, 'state' | 'reason'> = { state: 'queued', reason: null };
/** The better, the lower: what one worker has, the platform has. */
const RANK: Record<ImageReport['state'], number> = { ready: 0, building: 1, queued: 2, off: 3 };

/** What the workers say of themselves and of their images, read from their heartbeats. */
@Injectable()
export class PlatformStateService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('PlatformState');
  #reports: ReadonlyMap<string, ImageReport> = new Map();
  #workers = 0;
  #seenAt = 0;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(
    @Inject(REDIS) private readonly redis: Redis,
    private readonly catalog: ChallengeCatalogService,
  ) {}

  onApplicationBootstrap(): void {
    void this.#look();
  }

  onApplicationShutdown(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  /** How many workers have been heard a moment ago. */
  workers(): number {
    return this.#workers;
  }

  /** The best that a worker says of an image. */
  report(name: string): ImageReport | undefined {
    return this.#reports.get(name);
  }

  /** Whether a challenge can be judged in a language, and what it waits for where not. */
  availability(manifest: Pick<ChallengeManifest, 'services'>, language: Language): Availability {
    const runtime = this.catalog.languages().find((one) => one.id === language);
    if (runtime === undefined) return { state: 'off', reason: 'There is no runtime for this language.' };
    if (this.#reports.size === 0)
      return { state: 'queued', reason: 'The platform’s worker has not reported yet.' };
    const needed = imagesNeeded(runtime, manifest.services, this.catalog.services());
    return availabilityOf(needed, (name) => this.#reports.get(name) ?? NOBODY);
  }

  /** The heartbeats of all workers; undefined when Redis does not answer. */
  async heartbeats(): Promise<WorkerHeartbeat[] | undefined> {
    try {
      const keys: string[] = [];
      let cursor = '0';
      do {
        const [next, found] = await this.redis.scan(cursor, 'MATCH', `${HEARTBEAT_PREFIX}*`, 'COUNT', 1_000);
        keys.push(...found);
        cursor = next;
      } while (cursor !== '0');
      if (keys.length === 0) return [];
      return (await this.redis.mget(keys)).flatMap((text) => heartbeatOf(text) ?? []);
    } catch {
      // Told by the connection's own log; here it is an answer.
      return undefined;
    }
  }

  async #look(): Promise<void> {
    const beats = (await this.heartbeats()) ?? [];
    if (beats.length > 0 || Date.now() - this.#seenAt > MEMORY_MS) {
      const before = this.#workers;
      this.#workers = beats.length;
      this.#reports = mergedReports(beats);
      if (beats.length > 0) this.#seenAt = Date.now();
      if (before !== beats.length) this.logger.log({ workers: beats.length }, 'workers');
    }
    if (!this.#stopped) this.#timer = setTimeout(() => void this.#look(), LOOK_MS);
  }
}

/** Of several workers' reports on an image the best one counts. */
export function mergedReports(beats: readonly WorkerHeartbeat[]): Map<string, ImageReport> {
  const merged = new Map<string, ImageReport>();
  for (const report of beats.flatMap((beat) => beat.images)) {
    const other = merged.get(report.name);
    if (other === undefined || RANK[report.state] < RANK[other.state]) merged.set(report.name, report);
  }
  return merged;
}

/** A heartbeat as it lies in Redis; undefined where it is none. */
export function heartbeatOf(text: string | null): WorkerHeartbeat | undefined {
  try {
    const parsed = workerHeartbeatSchema.safeParse(JSON.parse(text ?? 'null'));
    return parsed.success ? parsed.data : undefined;
  } catch {
    // Not a worker's.
    return undefined;
  }
}
