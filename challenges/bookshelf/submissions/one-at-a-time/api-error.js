/** An expected refusal. */
class ApiError extends Error {
  constructor(status, code, message, fields) {
    super(message);
    this.status = status;
    this.code = code;
    this.fields = fields;
  }
}

const notFound = (what) => new ApiError(404, 'not_found', `There is no such ${what}`);
const malformedJson = () => new ApiError(400, 'malformed_json', 'The body must be a JSON object');
const isbnTaken = () => new ApiError(409, 'isbn_taken', 'Another book has this ISBN');
const versionConflict = () =>
  new ApiError(409, 'version_conflict', 'The book has been changed by someone else');
const authorHasBooks = () => new ApiError(409, 'author_has_books', 'The author still has books');
const invalid = (fields) => new ApiError(422, 'validation_failed', 'Some fields are not valid', fields);
const invalidQuery = (fields) => new ApiError(400, 'invalid_query', 'Some parameters are not valid', fields);

module.exports = {
  ApiError,
  notFound,
  malformedJson,
  isbnTaken,
  versionConflict,
  authorHasBooks,
  invalid,
  invalidQuery,
};
