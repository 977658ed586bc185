import {
  AssessmentsRepository,
  AttemptsRepository,
  ChallengeVersionsRepository,
  DraftsRepository,
  InvitationsRepository,
  ManagerSessionsRepository,
  SubmissionsRepository,
  createRedis,
  dataSourceOptions,
} from '@assay/persistence';
import { Global, Logger, Module, type DynamicModule, type Provider } from '@nestjs/common';
import { TypeOrmModule, getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { ENVIRONMENT, type Environment } from '../environment';
import { RateLimitsService } from '../http/rate-limits.service';
import { StreamsService } from '../http/streams.service';
import { ChallengeCatalogService } from './challenge-catalog.service';
import { DatabaseService } from './database.service';
import { HintsService } from './hints.service';
import { JudgingQueueService } from './judging-queue.service';
import { PlatformStateService } from './platform-state.service';
import { REDIS, RedisLife } from './redis';

const REPOSITORIES: Provider[] = [
  AssessmentsRepository,
  AttemptsRepository,
  ChallengeVersionsRepository,
  DraftsRepository,
  InvitationsRepository,
  ManagerSessionsRepository,
  SubmissionsRepository,
].map((repository) => ({
  provide: repository,
  inject: [getDataSourceToken()],
  useFactory: (dataSource: DataSource) => new repository(dataSource),
}));

const SERVICES = [
  RedisLife,
  DatabaseService,
  HintsService,
  JudgingQueueService,
  ChallengeCatalogService,
  PlatformStateService,
  StreamsService,
  RateLimitsService,
];

/** What every part of the API stands on: environment, database, Redis, queue, challenges. */
@Global()
@Module({})
export class PlatformModule {
  static with(environment: Environment): DynamicModule {
    return {
      module: PlatformModule,
      imports: [
        TypeOrmModule.forRoot({
          ...dataSourceOptions({ url: environment.DATABASE_URL, applicationName: 'assay-api' }),
          manualInitialization: true,
        }),
      ],
      providers: [
        { provide: ENVIRONMENT, useValue: environment },
        {
          provide: REDIS,
          useFactory: () => createRedis(environment.REDIS_URL, new Logger('Redis')),
        },
        ...REPOSITORIES,
        ...SERVICES,
      ],
      exports: [ENVIRONMENT, REDIS, ...REPOSITORIES, ...SERVICES],
    };
  }
}
