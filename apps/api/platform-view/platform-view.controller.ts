import { languageInfoSchema, platformViewSchema } from '@assay/contracts';
import { Controller, Get, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse, createZodDto } from 'nestjs-zod';
import { Problems } from '../http/problem-response';
import { ManagerGuard } from '../sessions/manager.guard';
import { PlatformViewService } from './platform-view.service';

class LanguageInfoDto extends createZodDto(languageInfoSchema) {}
class PlatformViewDto extends createZodDto(platformViewSchema) {}

@ApiTags('platform')
@Controller('api')
export class PlatformViewController {
  constructor(private readonly platform: PlatformViewService) {}

  @Get('languages')
  @ZodResponse({
    status: 200,
    type: [LanguageInfoDto],
    description: 'The languages that there are runtimes for, ready or not. Open to everybody.',
  })
  languages() {
    return this.platform.languages();
  }

  @Get('platform')
  @UseGuards(ManagerGuard)
  @ZodResponse({
    status: 200,
    type: PlatformViewDto,
    description: 'Runtimes and services: version, size, what they need, and whether they can be used now.',
  })
  @Problems('unauthenticated')
  view() {
    return this.platform.view();
  }
}
