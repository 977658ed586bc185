# frozen_string_literal: true

require 'json'
require 'sinatra/base'
require_relative 'database'

class App < Sinatra::Base
  set :show_exceptions, false
  set :quiet, true

  before { content_type :json }

  get('/health') { JSON.generate(status: 'ok') }

  get '/authors/:id' do |id|
    author = DB[:authors].first(id: Integer(id))
    next refuse(404, 'not_found', 'There is no such author') if author.nil?

    JSON.generate(**author, bookCount: DB[:books].where(author_id: author[:id]).count)
  end

  error { refuse(500, 'internal', 'Something failed') }

  private

  def refuse(status, code, message)
    [status, JSON.generate(error: { code:, message: })]
  end
end

App.run!(bind: '0.0.0.0', port: Integer(ENV.fetch('PORT')), server_settings: { Threads: '8:8', Silent: true })
