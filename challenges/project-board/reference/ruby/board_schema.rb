# frozen_string_literal: true

require 'graphql'
require_relative 'mutations'
require_relative 'query_limits'
require_relative 'types'

class BoardSchema < GraphQL::Schema
  query Types::Query
  mutation Mutations::Root
  use GraphQL::Dataloader
  query_analyzer QueryLimits
  validate_timeout 2
end
