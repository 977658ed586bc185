# frozen_string_literal: true

require_relative 'api_error'
require_relative 'database'

module Authors
  BOOK_COUNT = DB[:books].where(author_id: Sequel[:authors][:id]).select { count.function.* }.as(:bookCount)
  SHOWN = DB[:authors].select(:id, :name, BOOK_COUNT)

  module_function

  def create(fields)
    find(DB[:authors].insert(fields))
  end

  def find(id)
    SHOWN.first(id:) || raise(ApiError.not_found('author'))
  end

  def delete(id)
    raise ApiError.not_found('author') if DB[:authors].where(id:).delete.zero?
  rescue Sequel::ForeignKeyConstraintViolation
    raise ApiError.author_has_books
  end
end
