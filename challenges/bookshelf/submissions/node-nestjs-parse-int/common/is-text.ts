import { applyDecorators } from '@nestjs/common';
import { Matches, MaxLength } from 'class-validator';

/** A text of 1 to `max` characters, not only spaces. */
export const IsText = (max: number) =>
  applyDecorators(MaxLength(max), Matches(/\S/, { message: '$property must not be blank' }));
