# frozen_string_literal: true

class ApplicationController < ActionController::API
  rescue_from ActiveRecord::RecordInvalid do |invalid|
    render_error :unprocessable_content, 'validation_failed', 'Some fields are not valid', fields_of(invalid.record)
  end

  private

  # The fields of the body with these names, in Ruby's spelling.
  def body(*names)
    request.request_parameters.slice(*names).transform_keys(&:underscore)
  end

  # Rails keeps a body that is JSON but no object under _json.
  def require_object
    return unless request.raw_post.blank? || request.request_parameters.key?('_json')

    render_error :bad_request, 'malformed_json', 'The body must be a JSON object'
  end

  def render_error(status, code, message, fields = nil)
    render json: { error: { code:, message:, fields: }.compact }, status:
  end

  # For each faulty attribute, in the clients' spelling, the first thing that is wrong with it.
  def fields_of(model)
    model.errors.to_hash.to_h { |name, messages| [name.to_s.camelize(:lower), messages.first] }
  end
end
