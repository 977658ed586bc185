import type { Health } from '@assay/contracts';
import { Inject, Injectable } from '@nestjs/common';
import type { Response } from 'express';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { ChallengeCatalogService } from '../platform/challenge-catalog.service';
import { DatabaseService } from '../platform/database.service';
import { REDIS } from '../platform/redis';

/** What a worker writes under `assay:worker:<id>` again and again; it expires by itself. */
const heartbeatSchema = z.object({ ready: z.boolean(), detail: z.string() });

type Part = Health['parts'][string];

@Injectable()
export class HealthService {
  constructor(
    private readonly database: DatabaseService,
    private readonly catalog: ChallengeCatalogService,
    @Inject(REDIS) private readonly redis: Redis,
  ) {}

  /** 200 when submissions can be taken and judged, else 503 with the part that is missing. */
  async answer(response: Response): Promise<Health> {
    const [databaseFault, workers] = await Promise.all([this.database.fault(), this.#workers()]);
    const parts: Health['parts'] = {
      database: partOf(databaseFault),
      redis: partOf(workers === undefined ? 'Redis does not answer.' : undefined),
      worker: workerPart(workers ?? []),
      challenges: partOf(this.catalog.fault()),
    };
    const ready = Object.values(parts).every((part) => part.status === 'up');
    response.status(ready ? 200 : 503).set('Cache-Control', 'no-store');
    return { status: ready ? 'ready' : 'not-ready', parts };
  }

  /** The heartbeats of all workers; undefined when Redis does not answer. */
  async #workers(): Promise<string[] | undefined> {
    try {
      const keys: string[] = [];
      let cursor = '0';
      do {
        const [next, found] = await this.redis.scan(cursor, 'MATCH', 'assay:worker:*', 'COUNT', 1_000);
        keys.push(...found);
        cursor = next;
      } while (cursor !== '0');
      if (keys.length === 0) return [];
      return (await this.redis.mget(keys)).filter((text) => text !== null);
    } catch {
      // Told by the connection's own log; here it is an answer.
      return undefined;
    }
  }
}

function partOf(fault: string | undefined): Part {
  return fault === undefined ? { status: 'up' } : { status: 'down', detail: fault };
}

/** Up when one worker is ready. */
export function workerPart(heartbeats: readonly string[]): Part {
  const workers = heartbeats.flatMap((text) => {
    const parsed = heartbeatSchema.safeParse(jsonOf(text));
    return parsed.success ? [parsed.data] : [];
  });
  const ready = workers.find((worker) => worker.ready);
  if (ready !== undefined) return { status: 'up', detail: ready.detail };
  return { status: 'down', detail: workers[0]?.detail ?? 'No worker is running.' };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
