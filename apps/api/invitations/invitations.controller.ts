import {
  createInvitationBodySchema,
  createdInvitationSchema,
  openInvitationBodySchema,
  openedInvitationSchema,
} from '@assay/contracts';
import type { SignedInManager } from '@assay/persistence';
import { Body, Controller, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { ZodResponse, createZodDto } from 'nestjs-zod';
import { Problems } from '../http/problem-response';
import { RateLimit } from '../http/rate-limit.guard';
import { CurrentManager, ManagerGuard } from '../sessions/manager.guard';
import { InvitationsService } from './invitations.service';

class CreateInvitationBodyDto extends createZodDto(createInvitationBodySchema) {}
class CreatedInvitationDto extends createZodDto(createdInvitationSchema) {}
class OpenInvitationBodyDto extends createZodDto(openInvitationBodySchema) {}
class OpenedInvitationDto extends createZodDto(openedInvitationSchema) {}

@ApiTags('invitations')
@Controller('api/invitations')
export class InvitationsController {
  constructor(private readonly invitations: InvitationsService) {}

  @Post()
  @UseGuards(ManagerGuard)
  @ZodResponse({
    status: 201,
    type: CreatedInvitationDto,
    description: 'The link, which is shown this once.',
  })
  @Problems('invalid_body', 'unauthenticated', 'not_found')
  create(@Body() body: CreateInvitationBodyDto, @CurrentManager() manager: SignedInManager) {
    return this.invitations.create(body, manager);
  }

  @Post('open')
  @RateLimit('open-invitation')
  @ZodResponse({
    status: 200,
    type: OpenedInvitationDto,
    description: 'Opened; a cookie for its attempt is set.',
  })
  @Problems('invalid_body', 'not_found', 'invitation_expired', 'too_many_requests')
  open(
    @Body() body: OpenInvitationBodyDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ) {
    return this.invitations.open(body, request, response);
  }
}
