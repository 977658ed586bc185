# frozen_string_literal: true

class Author < ApplicationRecord
  has_many :books

  validates :name, json: String, presence: true, length: { maximum: 100 }

  def as_json(*)
    { id:, name:, bookCount: books.count }
  end
end
