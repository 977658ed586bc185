# frozen_string_literal: true

# A day that the calendar has, as YYYY-MM-DD, or nil.
class CalendarDayValidator < ActiveModel::EachValidator
  FORM = /\A(\d{4})-(\d{2})-(\d{2})\z/

  def validate_each(record, attribute, _value)
    given = record.read_attribute_before_type_cast(attribute)
    return if given.nil? || given.is_a?(Date)

    parts = given.is_a?(String) ? FORM.match(given)&.captures&.map(&:to_i) : nil
    record.errors.add(attribute, 'must be a day as YYYY-MM-DD') unless parts && Date.valid_date?(*parts)
  end
end
