import type { Health, WorkerHeartbeat } from '@assay/contracts';
import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { ChallengeCatalogService } from '../platform/challenge-catalog.service';
import { DatabaseService } from '../platform/database.service';
import { PlatformStateService } from '../platform/platform-state.service';

type Part = Health['parts'][string];

@Injectable()
export class HealthService {
  constructor(
    private readonly database: DatabaseService,
    private readonly catalog: ChallengeCatalogService,
    private readonly state: PlatformStateService,
  ) {}

  /** 200 when submissions can be taken and judged, else 503 with the part that is missing. */
  async answer(response: Response): Promise<Health> {
    const [databaseFault, workers] = await Promise.all([this.database.fault(), this.state.heartbeats()]);
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
}

function partOf(fault: string | undefined): Part {
  return fault === undefined ? { status: 'up' } : { status: 'down', detail: fault };
}

/** Up when one worker is ready. */
export function workerPart(workers: readonly WorkerHeartbeat[]): Part {
  const ready = workers.find((worker) => worker.ready);
  if (ready !== undefined) return { status: 'up', detail: ready.detail };
  return { status: 'down', detail: workers[0]?.detail ?? 'No worker is running.' };
}
