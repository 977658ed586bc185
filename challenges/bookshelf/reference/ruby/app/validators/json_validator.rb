# frozen_string_literal: true

# Holds an attribute to a type before Active Record casts it, so that "12" is no number: validates :price, json: Integer
class JsonValidator < ActiveModel::EachValidator
  def validate_each(record, attribute, value)
    return if value && !record.public_send(:"#{attribute}_came_from_user?")

    given = record.read_attribute_before_type_cast(attribute)
    record.errors.add(attribute, "must be a JSON #{options[:with].name.downcase}") unless given.is_a?(options[:with])
  end
end
