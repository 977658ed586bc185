# frozen_string_literal: true

require 'graphql'
require_relative 'database'

# A list of objects costs one statement for each field, not one for each object.
module Sources
  # Rows of a table by id; nil where there is none.
  class ById < GraphQL::Dataloader::Source
    def initialize(table)
      @table = table
    end

    def fetch(ids)
      DB[@table].where(id: ids).as_hash(:id).values_at(*ids)
    end
  end

  # Rows of a table that refer to each of some others, by ascending id.
  class Referring < GraphQL::Dataloader::Source
    def initialize(table, column)
      @table = table
      @column = column
    end

    def fetch(ids)
      groups = DB[@table].where(@column => ids).order(:id).to_hash_groups(@column)
      ids.map { |id| groups.fetch(id, []) }
    end
  end
end
