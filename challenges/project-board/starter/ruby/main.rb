# frozen_string_literal: true

require 'json'
require 'sinatra/base'
require_relative 'board_schema'

class App < Sinatra::Base
  set :show_exceptions, false
  set :quiet, true

  before { content_type :json }

  get('/health') { JSON.generate(status: 'ok') }

  post '/graphql' do
    asked = JSON.parse(request.body.read)
    answer = BoardSchema.execute(asked['query'], variables: asked['variables'], operation_name: asked['operationName'])
    JSON.generate(answer)
  end

  error { [500, JSON.generate(errors: [{ message: 'Something failed' }])] }
end

App.run!(bind: '0.0.0.0', port: Integer(ENV.fetch('PORT')), server_settings: { Threads: '8:8', Silent: true })
