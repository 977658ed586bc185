import { Module, type DynamicModule } from '@nestjs/common';
import { APP_PIPE } from '@nestjs/core';
import { LoggerModule } from 'nestjs-pino';
import { AssessmentsController } from './assessments/assessments.controller';
import { AttemptsModule } from './attempts/attempts.module';
import { ChallengesController } from './challenges/challenges.controller';
import type { Environment } from './environment';
import { HealthController } from './health/health.controller';
import { HealthService } from './health/health.service';
import { ZodBodyPipe } from './http/zod-body.pipe';
import { InvitationsModule } from './invitations/invitations.module';
import { loggerOptions } from './logging';
import { PlatformModule } from './platform/platform.module';
import { PlatformViewController } from './platform-view/platform-view.controller';
import { PlatformViewService } from './platform-view/platform-view.service';
import { SessionsModule } from './sessions/sessions.module';
import { SubmissionsModule } from './submissions/submissions.module';

@Module({})
export class AppModule {
  static with(environment: Environment): DynamicModule {
    return {
      module: AppModule,
      imports: [
        LoggerModule.forRoot(loggerOptions(environment.LOG_LEVEL)),
        PlatformModule.with(environment),
        SessionsModule,
        InvitationsModule,
        AttemptsModule,
        SubmissionsModule,
      ],
      controllers: [AssessmentsController, ChallengesController, HealthController, PlatformViewController],
      providers: [HealthService, PlatformViewService, { provide: APP_PIPE, useClass: ZodBodyPipe }],
    };
  }
}
