# frozen_string_literal: true

require 'json'
require 'sinatra/base'
require_relative 'board_schema'
require_relative 'database'

class App < Sinatra::Base
  set :show_exceptions, false
  set :quiet, true

  before { content_type :json }

  get('/health') { JSON.generate(status: 'ok') }

  post '/graphql' do
    asked = JSON.parse(request.body.read)
    answer = BoardSchema.execute(
      asked['query'],
      variables: asked['variables'],
      operation_name: asked['operationName'],
      context: { viewer: },
    )
    JSON.generate(answer)
  end

  error(JSON::ParserError) { refuse(400, 'The body must be a JSON object') }
  not_found { refuse(404, 'There is nothing here') }
  error { refuse(500, 'Something failed') }

  private

  # The person who is logged in, as the gateway says; nil for nobody.
  def viewer
    id = Ids.parse(request.get_header('HTTP_X_PERSON'))
    id && DB[:people].first(id:)
  end

  def refuse(status, message)
    [status, JSON.generate(errors: [{ message: }])]
  end
end
