# frozen_string_literal: true

# Answers for the exceptions that no controller has rescued.
class ErrorsController < ApplicationController
  ANSWERS = {
    400 => ['malformed_json', 'The body must be a JSON object'],
    404 => ['not_found', 'There is nothing here'],
  }.freeze
  FAILURE = ['internal', 'Something failed'].freeze

  def show
    status = request.path_info.delete_prefix('/').to_i
    render_error status, *ANSWERS.fetch(status, FAILURE)
  end
end
