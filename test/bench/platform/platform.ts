import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LoadedChallenge } from '@assay/challenges';
import {
  assessmentSummarySchema,
  createdInvitationSchema,
  openedInvitationSchema,
  type CreatedInvitation,
} from '@assay/contracts';
import { SubmissionsRepository } from '@assay/persistence';
import { makeSlotPlan } from '@assay/judging';
import type { LanguageRuntime, ServiceDefinition } from '@assay/sandbox';
import type Docker from 'dockerode';
import type { BenchEnvironment } from '../environment';
import type { Leftovers } from '../leftovers';
import { freePort } from '../ports';
import { Browser } from './browser';
import { makeDatabase } from './own-database';
import { PlatformProcess } from './process';
import { PlatformSide } from './platform-side';
import { untilSlotWaits } from './slot-watch';

/** From the start of the processes until all is up, images of base data included. */
const READY_MS = 180_000;

/** API and worker as `npm start` runs them, on a database of their own. */
export class Platform {
  private constructor(
    private readonly docker: Docker,
    private readonly origin: string,
    private readonly manager: Browser,
    private readonly assessmentId: string,
    private readonly workerPid: number,
    private readonly submissions: SubmissionsRepository,
    private readonly leftovers: Leftovers,
  ) {}

  static async start(
    docker: Docker,
    environment: BenchEnvironment,
    challenges: readonly LoadedChallenge[],
    leftovers: Leftovers,
  ): Promise<Platform> {
    const { databaseUrl, redisUrl, root } = environment;
    if (databaseUrl === undefined || redisUrl === undefined) {
      throw new Error('DATABASE_URL and REDIS_URL are not set; "npm run bench" sets them.');
    }
    const sessionSecret = environment.sessionSecret ?? randomBytes(32).toString('hex');
    const database = await makeDatabase(databaseUrl, challenges, sessionSecret, leftovers);
    const port = await freePort();
    const origin = `http://127.0.0.1:${port}`;
    const env = {
      ...environment.all,
      NODE_ENV: 'production',
      DATABASE_URL: database.url,
      REDIS_URL: redisUrl,
      SESSION_SECRET: sessionSecret,
      PORT: String(port),
      PUBLIC_URL: origin,
    };
    const start = async (app: 'api' | 'worker'): Promise<PlatformProcess> => {
      const started = await PlatformProcess.start(root, `dist/apps/${app}/main.js`, `bench-${app}`, env);
      leftovers.add(`the ${app}`, () => started.stop());
      return started;
    };
    const worker = await start('worker');
    const api = await start('api');
    const manager = new Browser(origin);
    leftovers.add('connections', () => {
      manager.close();
      return Promise.resolve();
    });
    await untilReady(manager, [worker, api]);
    await manager.post('/api/sessions', database.manager);
    const { body } = await manager.get('/api/assessments');
    const assessment = assessmentSummarySchema.array().parse(body)[0];
    if (assessment === undefined) throw new Error('the platform has no assessment');
    const submissions = new SubmissionsRepository(database.dataSource);
    return new Platform(docker, origin, manager, assessment.id, worker.pid, submissions, leftovers);
  }

  /** One challenge in one language, as its candidates meet it. @param reference what they hand in, by its name */
  async side(
    challenge: LoadedChallenge,
    runtime: LanguageRuntime,
    reference: string,
    services: readonly ServiceDefinition[],
  ): Promise<PlatformSide> {
    const plan = await makeSlotPlan(this.docker, services, challenge, runtime);
    return new PlatformSide(
      {
        slotWaits: (shape) => untilSlotWaits(this.docker, shape, this.workerPid),
        submissions: this.submissions,
        newCandidate: () => this.candidate(),
      },
      challenge,
      runtime,
      reference,
      {
        subjectImage: runtime.image,
        serviceImage: plan.services[0]?.image,
        instances: plan.instances,
      },
    );
  }

  /** Invites somebody, who opens the link and starts. */
  private async candidate(): Promise<Candidate> {
    const invitation: CreatedInvitation = createdInvitationSchema.parse(
      await this.manager.post('/api/invitations', {
        assessmentId: this.assessmentId,
        candidateName: 'Benchmark',
        candidateEmail: 'benchmark@assay.example',
      }),
    );
    const browser = new Browser(this.origin);
    this.leftovers.add('connections', () => {
      browser.close();
      return Promise.resolve();
    });
    const token = new URL(invitation.url).hash.slice(1);
    const { attemptId } = openedInvitationSchema.parse(
      await browser.post('/api/invitations/open', { token }),
    );
    await browser.post(`/api/attempts/${attemptId}/start`, {});
    return { browser, attemptId };
  }
}

export interface Candidate {
  readonly browser: Browser;
  readonly attemptId: string;
}

async function untilReady(browser: Browser, processes: readonly PlatformProcess[]): Promise<void> {
  const until = Date.now() + READY_MS;
  let last = 'no answer';
  while (Date.now() < until) {
    const dead = processes.find((process) => !process.alive);
    if (dead !== undefined) throw new Error(`a process of the platform ended; see ${dead.log}`);
    const answer = await browser
      .get('/api/health')
      .catch((error: unknown) => ({ status: 0, body: String(error) }));
    if (answer.status === 200) return;
    last = JSON.stringify(answer.body);
    await sleep(250);
  }
  throw new Error(`the platform was not ready within ${READY_MS / 1000} s: ${last}`);
}
