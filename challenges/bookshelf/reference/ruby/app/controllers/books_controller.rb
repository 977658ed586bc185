# frozen_string_literal: true

class BooksController < ApplicationController
  FIELDS = %w[authorId isbn title publishedOn priceCents].freeze

  before_action :require_object, only: %i[create update]

  rescue_from ActiveRecord::RecordNotUnique do
    render_error :conflict, 'isbn_taken', 'Another book has this ISBN'
  end

  # A version beyond the column's range is one that no book has.
  rescue_from ActiveRecord::StaleObjectError, ActiveModel::RangeError do
    render_error :conflict, 'version_conflict', 'The book has been changed by someone else'
  end

  # The author was there when the book was validated, and is gone.
  rescue_from ActiveRecord::InvalidForeignKey do
    render_error :unprocessable_content, 'validation_failed', 'Some fields are not valid',
                 { authorId: 'must be the id of an author' }
  end

  def index
    query = BookQuery.new(request.query_parameters)
    return render json: query if query.valid?

    render_error :bad_request, 'invalid_query', 'Some parameters are not valid', fields_of(query)
  end

  def create
    book = Book.create!(body(*FIELDS))
    render json: book, status: :created, location: book
  end

  def show
    render json: Book.find(params[:id])
  end

  def update
    book = Book.find(params[:id])
    book.update!(body(*FIELDS).merge(version: request.request_parameters['version']))
    render json: book
  end

  def destroy
    Book.find(params[:id]).delete
    head :no_content
  end
end
