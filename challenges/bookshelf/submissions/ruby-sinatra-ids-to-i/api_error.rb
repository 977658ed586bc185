# frozen_string_literal: true

# An expected refusal, in the one shape that errors have.
class ApiError < StandardError
  attr_reader :status

  def initialize(status, code, message, fields = nil)
    super(message)
    @status = status
    @code = code
    @fields = fields
  end

  def body
    { error: { code: @code, message:, fields: @fields }.compact }
  end

  class << self
    def not_found(what) = new(404, 'not_found', "There is no such #{what}")
    def malformed_json = new(400, 'malformed_json', 'The body must be a JSON object')
    def validation_failed(fields) = new(422, 'validation_failed', 'Some fields are not valid', fields)
    def invalid_query(fields) = new(400, 'invalid_query', 'Some parameters are not valid', fields)
    def isbn_taken = new(409, 'isbn_taken', 'Another book has this ISBN')
    def version_conflict = new(409, 'version_conflict', 'The book has been changed by someone else')
    def author_has_books = new(409, 'author_has_books', 'The author still has books')
    def internal = new(500, 'internal', 'Something failed')
  end
end
