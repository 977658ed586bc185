import { PartialType } from '@nestjs/mapped-types';
import { IsInt, IsISO8601, IsOptional, Matches, Max, Min } from 'class-validator';
import { IsIsbn } from '../common/is-isbn';
import { IsText } from '../common/is-text';

const MAX_ID = 2 ** 31 - 1;

export class NewBook {
  @IsInt()
  @Min(1)
  @Max(MAX_ID)
  authorId: number;

  @IsIsbn()
  isbn: string;

  @IsText(200)
  title: string;

  @IsInt()
  @Min(0)
  @Max(1_000_000)
  priceCents: number;

  @IsOptional()
  @IsISO8601({ strict: true })
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: '$property must be a day as YYYY-MM-DD' })
  publishedOn?: string | null;
}

/** The fields to change. What is left out stays; only the date can be taken away with null. */
export class BookChange extends PartialType(NewBook, { skipNullProperties: false }) {
  @IsInt()
  version: number;
}

export interface Book {
  id: number;
  isbn: string;
  title: string;
  author: { id: number; name: string };
  publishedOn: string | null;
  priceCents: number;
  version: number;
}

export interface BookPage {
  items: Book[];
  total: number;
  limit: number;
  offset: number;
}
