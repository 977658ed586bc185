# frozen_string_literal: true

# What a client asks of the list of books, and the page that answers it.
class BookQuery
  include ActiveModel::Validations

  ORDERS = {
    'id' => { id: :asc },
    '-id' => { id: :desc },
    'title' => { title: :asc, id: :asc },
    '-title' => { title: :desc, id: :asc },
    'price' => { price_cents: :asc, id: :asc },
    '-price' => { price_cents: :desc, id: :asc },
  }.freeze

  attr_reader :limit, :offset, :sort, :author_id, :max_price_cents, :q

  validates :limit, numericality: { only_integer: true, in: 1..100 }
  validates :offset, numericality: { only_integer: true, in: 0..1_000_000 }
  validates :sort, inclusion: ORDERS.keys
  validates :author_id, numericality: { only_integer: true }, allow_nil: true
  validates :max_price_cents, numericality: { only_integer: true, greater_than_or_equal_to: 0 }, allow_nil: true
  validate { errors.add(:q, 'must be a text') unless q.nil? || q.is_a?(String) }

  def initialize(parameters)
    @limit = parameters.fetch('limit', '20')
    @offset = parameters.fetch('offset', '0')
    @sort = parameters.fetch('sort', 'id')
    @author_id, @max_price_cents, @q = parameters.values_at('authorId', 'maxPriceCents', 'q')
  end

  def as_json(*)
    page = books.includes(:author).order(ORDERS.fetch(sort)).limit(limit.to_i).offset(offset.to_i)
    { items: page.map(&:as_json), total: books.count, limit: limit.to_i, offset: offset.to_i }
  end

  private

  def books
    found = Book.all
    found = found.where(author_id: author_id.to_i) if author_id
    found = found.where('price_cents <= ?', max_price_cents.to_i) if max_price_cents
    found = found.where('title ILIKE ?', "%#{Book.sanitize_sql_like(q)}%") if q
    found
  end
end
