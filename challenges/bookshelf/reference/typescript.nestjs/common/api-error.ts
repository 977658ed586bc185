import { HttpException, HttpStatus } from '@nestjs/common';

export type Faults = Record<string, string>;

/** A refusal in the shape that clients know. */
export class ApiError extends HttpException {
  constructor(status: HttpStatus, code: string, message: string, fields?: Faults) {
    super({ error: { code, message, fields } }, status);
  }
}

export const notFound = (what: string) =>
  new ApiError(HttpStatus.NOT_FOUND, 'not_found', `There is no such ${what}`);
export const malformedJson = () =>
  new ApiError(HttpStatus.BAD_REQUEST, 'malformed_json', 'The body must be a JSON object');
export const isbnTaken = () => new ApiError(HttpStatus.CONFLICT, 'isbn_taken', 'Another book has this ISBN');
export const versionConflict = () =>
  new ApiError(HttpStatus.CONFLICT, 'version_conflict', 'The book has been changed by someone else');
export const authorHasBooks = () =>
  new ApiError(HttpStatus.CONFLICT, 'author_has_books', 'The author still has books');
export const invalid = (fields: Faults) =>
  new ApiError(HttpStatus.UNPROCESSABLE_ENTITY, 'validation_failed', 'Some fields are not valid', fields);
export const invalidQuery = (fields: Faults) =>
  new ApiError(HttpStatus.BAD_REQUEST, 'invalid_query', 'Some parameters are not valid', fields);
