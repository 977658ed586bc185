import { Module } from '@nestjs/common';
import { AttemptAccessGuard } from './attempt-access.guard';
import { AttemptReviewsController } from './attempt-reviews.controller';
import { AttemptReviewsService } from './attempt-reviews.service';
import { AttemptStreamService } from './attempt-stream.service';
import { AttemptTurnsService } from './attempt-turns.service';
import { AttemptsController } from './attempts.controller';
import { AttemptsService } from './attempts.service';

@Module({
  controllers: [AttemptsController, AttemptReviewsController],
  providers: [
    AttemptsService,
    AttemptTurnsService,
    AttemptStreamService,
    AttemptReviewsService,
    AttemptAccessGuard,
  ],
  exports: [AttemptsService, AttemptTurnsService, AttemptAccessGuard],
})
export class AttemptsModule {}
