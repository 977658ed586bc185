# frozen_string_literal: true

require_relative 'api_error'
require_relative 'database'

module Books
  ROWS = DB[:books].join(:authors, id: :author_id).select(
    Sequel[:books][:id], :isbn, :title, :author_id, Sequel[:authors][:name].as(:author_name),
    :published_on, :price_cents, :version
  )

  module_function

  def page(query)
    books = query.filter(ROWS)
    {
      items: books.order(*query.order).limit(query.limit, query.offset).map { |row| shown(row) },
      total: books.count,
      limit: query.limit,
      offset: query.offset,
    }
  end

  def find(id)
    row = ROWS.first(Sequel[:books][:id] => id) || raise(ApiError.not_found('book'))
    shown(row)
  end

  def create(fields)
    find(refusing { DB[:books].insert(fields) })
  end

  # The version is compared by the statement that writes: the later of two changes finds no row.
  def change(id, fields)
    version = fields.delete(:version)
    changes = { **fields, version: Sequel[:version] + 1 }
    changed = refusing { DB[:books].where(id:, version:).update(changes) }
    book = find(id)
    changed.zero? ? raise(ApiError.version_conflict) : book
  end

  def delete(id)
    raise ApiError.not_found('book') if DB[:books].where(id:).delete.zero?
  end

  # Turns a violated constraint into the refusal that clients know.
  def refusing
    yield
  rescue Sequel::UniqueConstraintViolation
    raise ApiError.isbn_taken
  rescue Sequel::ForeignKeyConstraintViolation
    raise ApiError.validation_failed(authorId: 'must be the id of an author')
  end

  def shown(row)
    {
      id: row[:id],
      isbn: row[:isbn],
      title: row[:title],
      author: { id: row[:author_id], name: row[:author_name] },
      publishedOn: row[:published_on],
      priceCents: row[:price_cents],
      version: row[:version],
    }
  end
end
