# frozen_string_literal: true

require 'json'
require 'sinatra/base'

class App < Sinatra::Base
  get '/' do
    content_type :json
    JSON.generate(ok: true)
  end
end

App.run!(bind: '127.0.0.1', port: Integer(ENV.fetch('PORT')))
