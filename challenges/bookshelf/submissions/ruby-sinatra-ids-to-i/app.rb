# frozen_string_literal: true

require 'json'
require 'sinatra/base'
require_relative 'api_error'
require_relative 'authors'
require_relative 'book_query'
require_relative 'books'
require_relative 'fields'

class App < Sinatra::Base
  set :show_exceptions, false
  set :quiet, true

  before { content_type :json }

  get('/health') { JSON.generate(status: 'ok') }

  post '/authors' do
    author = Authors.create(Fields::AUTHOR.read(body_object))
    created "/authors/#{author[:id]}", author
  end

  get('/authors/:id') { |id| JSON.generate(Authors.find(id.to_i)) }

  delete '/authors/:id' do |id|
    Authors.delete(id.to_i)
    204
  end

  get('/books') { JSON.generate(Books.page(BookQuery.new(request.GET))) }

  post '/books' do
    book = Books.create(Fields::BOOK.read(body_object))
    created "/books/#{book[:id]}", book
  end

  get('/books/:id') { |id| JSON.generate(Books.find(id.to_i)) }

  patch '/books/:id' do |id|
    JSON.generate(Books.change(id.to_i, Fields::CHANGE.read(body_object)))
  end

  delete '/books/:id' do |id|
    Books.delete(id.to_i)
    204
  end

  not_found { JSON.generate(ApiError.not_found('path').body) }

  error ApiError do |refusal|
    status refusal.status
    JSON.generate(refusal.body)
  end

  error { JSON.generate(ApiError.internal.body) }

  private

  def body_object
    text = request.body.read.force_encoding(Encoding::UTF_8)
    object = JSON.parse(text) if text.valid_encoding?
    object.is_a?(Hash) ? object : raise(ApiError.malformed_json)
  rescue JSON::ParserError
    raise ApiError.malformed_json
  end

  def created(path, object)
    status 201
    headers 'location' => path
    JSON.generate(object)
  end
end
