# frozen_string_literal: true

require 'graphql'

# An error that clients can tell from others by its code.
class Failure < GraphQL::ExecutionError
  def initialize(code, message)
    super(message, extensions: { code: })
  end

  class << self
    def forbidden(message) = new('FORBIDDEN', message)
    def unauthenticated = new('UNAUTHENTICATED', 'Log in first')
    def bad_user_input(message) = new('BAD_USER_INPUT', message)
  end
end
