# frozen_string_literal: true

require 'date'
require_relative 'api_error'

# What clients may send, and how each field is held to its promise.
class Fields
  MAX_ID = (2**31) - 1
  DAY = /\A(\d{4})-(\d{2})-(\d{2})\z/

  # column: where the value goes; rule: whether it is sound; message: what to say when it is not
  Field = Data.define(:column, :message, :rule) do
    def initialize(column:, message:, &rule) = super(column:, message:, rule:)
  end

  def self.text(column, most)
    Field.new(column:, message: "must be a text of 1 to #{most} characters") do |value|
      value.is_a?(String) && value.match?(/[^[:space:]]/) && value.length <= most
    end
  end

  def self.whole(column, bounds)
    Field.new(column:, message: "must be a whole number in #{bounds}") do |value|
      value.is_a?(Integer) && bounds.cover?(value)
    end
  end

  ISBN = Field.new(column: :isbn, message: 'must be 13 digits from 978 or 979 on, with a right check digit') do |value|
    value.is_a?(String) && value.match?(/\A97[89]\d{10}\z/) &&
      (value.each_char.with_index.sum { |digit, at| digit.to_i * (at.even? ? 1 : 3) } % 10).zero?
  end

  PUBLISHED_ON = Field.new(column: :published_on, message: 'must be a day as YYYY-MM-DD, or null') do |value|
    value.nil? || (value.is_a?(String) && DAY.match(value)&.then { |day| Date.valid_date?(*day.captures.map(&:to_i)) })
  end

  def initialize(required, optional = {})
    @required = required
    @optional = optional
  end

  # The values by column. A field that is neither required nor given is left out.
  def read(body)
    fields = @required.merge(@optional.slice(*body.keys))
    faults = fields.reject { |name, field| field.rule.call(body[name]) }
    raise ApiError.validation_failed(faults.transform_values(&:message)) if faults.any?

    fields.to_h { |name, field| [field.column, body[name]] }
  end

  needed = {
    'authorId' => whole(:author_id, 1..MAX_ID),
    'isbn' => ISBN,
    'title' => text(:title, 200),
    'priceCents' => whole(:price_cents, 0..1_000_000),
  }
  free = { 'publishedOn' => PUBLISHED_ON }
  version = Field.new(column: :version, message: 'must be a whole number') { |value| value.is_a?(Integer) }

  AUTHOR = new({ 'name' => text(:name, 100) })
  BOOK = new(needed, free)
  CHANGE = new({ 'version' => version }, needed.merge(free))
end
