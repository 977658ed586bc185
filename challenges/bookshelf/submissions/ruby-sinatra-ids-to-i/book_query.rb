# frozen_string_literal: true

require 'sequel'
require_relative 'api_error'

# The parameters of the list of books. What is not as promised is refused.
class BookQuery
  TITLE = Sequel[:title]
  PRICE = Sequel[:price_cents]
  ID = Sequel[:books][:id]
  ORDERS = {
    'id' => [ID],
    '-id' => [ID.desc],
    'title' => [TITLE, ID],
    '-title' => [TITLE.desc, ID],
    'price' => [PRICE, ID],
    '-price' => [PRICE.desc, ID],
  }.freeze

  attr_reader :limit, :offset, :order

  def initialize(parameters)
    @parameters = parameters
    @faults = {}
    @limit = whole('limit', 1..100) || 20
    @offset = whole('offset', 0..1_000_000) || 0
    @order = ORDERS.fetch(parameters.fetch('sort', 'id')) { fault('sort', "must be one of #{ORDERS.keys.join(', ')}") }
    @author_id = whole('authorId', ..Float::INFINITY)
    @max_price = whole('maxPriceCents', 0..)
    @text = text('q')
    raise ApiError.invalid_query(@faults) if @faults.any?
  end

  def filter(books)
    books = books.where(author_id: @author_id) if @author_id
    books = books.where(PRICE <= @max_price) if @max_price
    books = books.where(TITLE.ilike("%#{books.escape_like(@text)}%")) if @text
    books
  end

  private

  def whole(name, bounds)
    given = text(name) or return
    number = given.to_i if given.match?(/\A-?\d+\z/)
    number && bounds.cover?(number) ? number : fault(name, "must be a whole number in #{bounds}")
  end

  def text(name)
    given = @parameters[name]
    given.nil? || given.is_a?(String) ? given : fault(name, 'must be given once')
  end

  def fault(name, message)
    @faults[name] = message
    nil
  end
end
