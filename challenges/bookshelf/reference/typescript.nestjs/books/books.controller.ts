import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  HttpStatus,
  Param,
  Patch,
  Post,
  Query,
  Res,
} from '@nestjs/common';
import type { Response } from 'express';
import { IdPipe } from '../common/id.pipe';
import { BodyPipe, QueryPipe } from '../common/validation.pipes';
import { BookQuery } from './book-query.dto';
import { BookChange, NewBook, type Book, type BookPage } from './book.dto';
import { BooksService } from './books.service';

const BookId = () => Param('id', new IdPipe('book'));

@Controller('books')
export class BooksController {
  constructor(private readonly books: BooksService) {}

  @Get()
  list(@Query(QueryPipe) query: BookQuery): Promise<BookPage> {
    return this.books.list(query);
  }

  @Post()
  async create(@Body(BodyPipe) body: NewBook, @Res({ passthrough: true }) response: Response): Promise<Book> {
    const book = await this.books.create(body);
    response.location(`/books/${book.id}`);
    return book;
  }

  @Get(':id')
  find(@BookId() id: number): Promise<Book> {
    return this.books.find(id);
  }

  @Patch(':id')
  change(@BookId() id: number, @Body(BodyPipe) body: BookChange): Promise<Book> {
    return this.books.change(id, body);
  }

  @Delete(':id')
  @HttpCode(HttpStatus.NO_CONTENT)
  delete(@BookId() id: number): Promise<void> {
    return this.books.delete(id);
  }
}
