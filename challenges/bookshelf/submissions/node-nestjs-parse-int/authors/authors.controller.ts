import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  HttpStatus,
  Param,
  ParseIntPipe,
  Post,
  Res,
} from '@nestjs/common';
import type { Response } from 'express';
import { BodyPipe } from '../common/validation.pipes';
import { NewAuthor, type Author } from './author.dto';
import { AuthorsService } from './authors.service';

@Controller('authors')
export class AuthorsController {
  constructor(private readonly authors: AuthorsService) {}

  @Post()
  async create(
    @Body(BodyPipe) body: NewAuthor,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Author> {
    const author = await this.authors.create(body.name);
    response.location(`/authors/${author.id}`);
    return author;
  }

  @Get(':id')
  find(@Param('id', ParseIntPipe) id: number): Promise<Author> {
    return this.authors.find(id);
  }

  @Delete(':id')
  @HttpCode(HttpStatus.NO_CONTENT)
  delete(@Param('id', ParseIntPipe) id: number): Promise<void> {
    return this.authors.delete(id);
  }
}
