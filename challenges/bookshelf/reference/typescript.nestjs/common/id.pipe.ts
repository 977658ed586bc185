import type { PipeTransform } from '@nestjs/common';
import { notFound } from './api-error';

export const MAX_ID = 2 ** 31 - 1;

/** An id from a path. One that can not be belongs to nothing. */
export class IdPipe implements PipeTransform<string, number> {
  constructor(private readonly what: string) {}

  transform(text: string): number {
    const id = Number(text);
    if (!/^\d+$/.test(text) || id > MAX_ID) throw notFound(this.what);
    return id;
  }
}
