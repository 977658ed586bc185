# frozen_string_literal: true

class IsbnValidator < ActiveModel::EachValidator
  WEIGHTS = [1, 3].cycle.first(13).freeze

  def validate_each(record, attribute, value)
    return if value&.match?(/\A97[89]\d{10}\z/) && (value.chars.map(&:to_i).zip(WEIGHTS).sum { _1 * _2 } % 10).zero?

    record.errors.add(attribute, 'must be 13 digits from 978 or 979 on, with a right check digit')
  end
end
