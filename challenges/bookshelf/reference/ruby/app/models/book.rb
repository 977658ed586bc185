# frozen_string_literal: true

class Book < ApplicationRecord
  self.locking_column = :version

  belongs_to :author, optional: true

  validates :author_id, json: Integer
  validates :isbn, json: String, isbn: true
  validates :title, json: String, presence: true, length: { maximum: 200 }
  validates :price_cents, json: Integer, numericality: { in: 0..1_000_000 }
  validates :published_on, calendar_day: true
  validates :version, json: Integer
  validate { errors.add(:author_id, 'must be the id of an author') unless author }

  # A change that repeats what is there is a change as well: it raises the version.
  before_update :title_will_change!

  def as_json(*)
    {
      id:,
      isbn:,
      title:,
      author: { id: author.id, name: author.name },
      publishedOn: published_on,
      priceCents: price_cents,
      version:,
    }
  end
end
