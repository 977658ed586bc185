import { assessmentSummarySchema } from '@assay/contracts';
import { AssessmentsRepository, type SignedInManager } from '@assay/persistence';
import { Controller, Get, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse, createZodDto } from 'nestjs-zod';
import { Problems } from '../http/problem-response';
import { CurrentManager, ManagerGuard } from '../sessions/manager.guard';

class AssessmentSummaryDto extends createZodDto(assessmentSummarySchema) {}

@ApiTags('assessments')
@Controller('api/assessments')
@UseGuards(ManagerGuard)
export class AssessmentsController {
  constructor(private readonly assessments: AssessmentsRepository) {}

  @Get()
  @ZodResponse({
    status: 200,
    type: [AssessmentSummaryDto],
    description: 'The assessments of the organisation.',
  })
  @Problems('unauthenticated')
  list(@CurrentManager() manager: SignedInManager) {
    return this.assessments.ofOrganisation(manager.organisationId);
  }
}
