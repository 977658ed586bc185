export type Faults = Record<string, string>;

/** An expected refusal. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly fields?: Faults,
  ) {
    super(message);
  }
}

export const notFound = (what: string) => new ApiError(404, 'not_found', `There is no such ${what}`);
export const malformedJson = () => new ApiError(400, 'malformed_json', 'The body must be a JSON object');
export const isbnTaken = () => new ApiError(409, 'isbn_taken', 'Another book has this ISBN');
export const versionConflict = () =>
  new ApiError(409, 'version_conflict', 'The book has been changed by someone else');
export const authorHasBooks = () => new ApiError(409, 'author_has_books', 'The author still has books');
export const invalid = (fields: Faults) =>
  new ApiError(422, 'validation_failed', 'Some fields are not valid', fields);
export const invalidQuery = (fields: Faults) =>
  new ApiError(400, 'invalid_query', 'Some parameters are not valid', fields);
