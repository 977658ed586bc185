import { managerSessionSchema, signInBodySchema } from '@assay/contracts';
import type { SignedInManager } from '@assay/persistence';
import { Body, Controller, Delete, Get, HttpCode, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { ZodResponse, createZodDto } from 'nestjs-zod';
import { Problems } from '../http/problem-response';
import { RateLimit } from '../http/rate-limit.guard';
import { CurrentManager, ManagerGuard } from './manager.guard';
import { SessionsService } from './sessions.service';

class SignInBodyDto extends createZodDto(signInBodySchema) {}
class ManagerSessionDto extends createZodDto(managerSessionSchema) {}

@ApiTags('sessions')
@Controller('api/sessions')
export class SessionsController {
  constructor(private readonly sessions: SessionsService) {}

  @Post()
  @RateLimit('sign-in')
  @ZodResponse({ status: 201, type: ManagerSessionDto, description: 'Signed in; a cookie is set.' })
  @Problems('invalid_body', 'invalid_credentials', 'too_many_requests')
  signIn(
    @Body() body: SignInBodyDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ) {
    return this.sessions.signIn(body, request, response);
  }

  @Get('current')
  @UseGuards(ManagerGuard)
  @ZodResponse({ status: 200, type: ManagerSessionDto, description: 'Who is signed in.' })
  @Problems('unauthenticated')
  current(@CurrentManager() manager: SignedInManager) {
    return this.sessions.current(manager);
  }

  @Delete('current')
  @UseGuards(ManagerGuard)
  @HttpCode(204)
  @ApiNoContentResponse({ description: 'Signed out.' })
  @Problems('unauthenticated')
  signOut(
    @CurrentManager() manager: SignedInManager,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    return this.sessions.signOut(manager, response);
  }

  @Delete()
  @UseGuards(ManagerGuard)
  @HttpCode(204)
  @ApiNoContentResponse({ description: 'Signed out everywhere: in this browser and in all others.' })
  @Problems('unauthenticated')
  signOutEverywhere(
    @CurrentManager() manager: SignedInManager,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    return this.sessions.signOutEverywhere(manager, response);
  }
}
