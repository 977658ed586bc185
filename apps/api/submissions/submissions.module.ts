import { Module } from '@nestjs/common';
import { AttemptsModule } from '../attempts/attempts.module';
import { SubmissionAccessGuard } from './submission-access.guard';
import { SubmissionReviewsController } from './submission-reviews.controller';
import { SubmissionStreamService } from './submission-stream.service';
import { AttemptSubmissionsController, SubmissionsController } from './submissions.controller';
import { SubmissionsService } from './submissions.service';

@Module({
  imports: [AttemptsModule],
  controllers: [AttemptSubmissionsController, SubmissionsController, SubmissionReviewsController],
  providers: [SubmissionsService, SubmissionStreamService, SubmissionAccessGuard],
})
export class SubmissionsModule {}
