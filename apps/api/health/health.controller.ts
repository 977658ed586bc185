import { healthSchema } from '@assay/contracts';
import { Controller, Get, Res } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { ZodResponse, createZodDto } from 'nestjs-zod';
import { HealthService } from './health.service';

class HealthDto extends createZodDto(healthSchema) {}

@ApiTags('health')
@Controller('api/health')
export class HealthController {
  constructor(private readonly health: HealthService) {}

  @Get()
  @ZodResponse({ type: HealthDto, status: 200, description: 'Everything is up.' })
  @ApiResponse({
    status: 503,
    description: 'Something is not up yet; its part says what.',
    type: HealthDto.Output,
  })
  check(@Res({ passthrough: true }) response: Response) {
    return this.health.answer(response);
  }
}
