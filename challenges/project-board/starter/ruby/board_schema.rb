# frozen_string_literal: true

require 'graphql'
require_relative 'database'

module Types
  class Project < GraphQL::Schema::Object
    field :id, ID, null: false
    field :name, String, null: false
  end

  class Query < GraphQL::Schema::Object
    field :project, Project do
      argument :id, ID
    end

    def project(id:) = DB[:projects].first(id: Integer(id))
  end
end

class BoardSchema < GraphQL::Schema
  query Types::Query
end
