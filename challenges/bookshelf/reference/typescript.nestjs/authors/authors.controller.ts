import { Body, Controller, Delete, Get, HttpCode, HttpStatus, Param, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { IdPipe } from '../common/id.pipe';
import { BodyPipe } from '../common/validation.pipes';
import { NewAuthor, type Author } from './author.dto';
import { AuthorsService } from './authors.service';

const AuthorId = () => Param('id', new IdPipe('author'));

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
  find(@AuthorId() id: number): Promise<Author> {
    return this.authors.find(id);
  }

  @Delete(':id')
  @HttpCode(HttpStatus.NO_CONTENT)
  delete(@AuthorId() id: number): Promise<void> {
    return this.authors.delete(id);
  }
}
