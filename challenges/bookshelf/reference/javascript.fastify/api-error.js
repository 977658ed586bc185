/** An expected refusal. */
export class ApiError extends Error {
  constructor(statusCode, code, message, fields) {
    super(message);
    this.statusCode = statusCode;
    this.code = code;
    this.fields = fields;
  }
}

export const notFound = (what) => new ApiError(404, 'not_found', `There is no such ${what}`);
export const malformedJson = () => new ApiError(400, 'malformed_json', 'The body must be a JSON object');
export const isbnTaken = () => new ApiError(409, 'isbn_taken', 'Another book has this ISBN');
export const versionConflict = () =>
  new ApiError(409, 'version_conflict', 'The book has been changed by someone else');
export const authorHasBooks = () => new ApiError(409, 'author_has_books', 'The author still has books');
export const invalid = (fields) =>
  new ApiError(422, 'validation_failed', 'Some fields are not valid', fields);
export const invalidQuery = (fields) =>
  new ApiError(400, 'invalid_query', 'Some parameters are not valid', fields);
