# frozen_string_literal: true

require 'sequel'

DB = Sequel.connect(ENV.fetch('DATABASE_URL'), max_connections: 10)

module Ids
  # The id that a client means; nil when it can not be one.
  def self.parse(text)
    Integer(text, 10) if text&.match?(/\A\d{1,9}\z/)
  end
end
