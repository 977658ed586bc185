# frozen_string_literal: true

require 'graphql'

# Refuses queries that nest or ask too much. Fragments count where they are used.
class QueryLimits < GraphQL::Analysis::AST::Analyzer
  MOST_LEVELS = 10
  MOST_FIELDS = 100

  def initialize(query)
    super
    @fields = 0
    @level = 0
    @deepest = 0
  end

  def on_enter_field(_node, _parent, _visitor)
    @fields += 1
    @level += 1
    @deepest = [@deepest, @level].max
  end

  def on_leave_field(_node, _parent, _visitor)
    @level -= 1
  end

  def result
    return if @deepest <= MOST_LEVELS && @fields <= MOST_FIELDS

    GraphQL::AnalysisError.new("A query may nest #{MOST_LEVELS} levels and ask for #{MOST_FIELDS} fields")
  end
end
