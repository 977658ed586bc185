import {
  AttemptsRepository,
  ChallengeVersionsRepository,
  JudgingRepository,
  WaitingSubmissionsRepository,
  dataSourceOptions,
  loggedError,
} from '@assay/persistence';
import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { TypeOrmModule, getDataSourceToken } from '@nestjs/typeorm';
import { LoggerModule } from 'nestjs-pino';
import type { DataSource } from 'typeorm';
import { ENVIRONMENT, type Environment } from './environment';
import { HeartbeatService } from './health/heartbeat.service';
import { ImagesService } from './images/images.service';
import { JudgeSubmissionService } from './judging/judge-submission.service';
import { JudgingProcessor } from './judging/judging.processor';
import { JudgingService } from './judging/judging.service';
import { PinnedChallengesService } from './judging/pinned-challenges.service';
import { ReadinessService } from './judging/readiness.service';
import { WarmUpService } from './judging/warm-up.service';
import { DatabaseService } from './platform/database.service';
import { JudgingQueueService } from './platform/judging-queue.service';
import { RedisService } from './platform/redis.service';
import { ReconcilerService } from './reconciler/reconciler.service';

const REPOSITORIES: Provider[] = [
  AttemptsRepository,
  ChallengeVersionsRepository,
  JudgingRepository,
  WaitingSubmissionsRepository,
].map((repository) => ({
  provide: repository,
  inject: [getDataSourceToken()],
  useFactory: (dataSource: DataSource) => new repository(dataSource),
}));

@Module({})
export class WorkerModule {
  static with(environment: Environment): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        LoggerModule.forRoot({
          pinoHttp: {
            level: environment.LOG_LEVEL,
            autoLogging: false,
            serializers: { err: loggedError },
          },
        }),
        TypeOrmModule.forRoot({
          ...dataSourceOptions({
            url: environment.DATABASE_URL,
            applicationName: 'assay-worker',
            // A claim, its events and its lease at once for each judging, and the reconciler's two.
            poolSize: environment.WORKER_CONCURRENCY * 3 + 4,
          }),
          manualInitialization: true,
        }),
      ],
      providers: [
        { provide: ENVIRONMENT, useValue: environment },
        ...REPOSITORIES,
        RedisService,
        DatabaseService,
        JudgingQueueService,
        ImagesService,
        JudgingService,
        PinnedChallengesService,
        ReadinessService,
        JudgeSubmissionService,
        JudgingProcessor,
        ReconcilerService,
        HeartbeatService,
        WarmUpService,
      ],
    };
  }
}
