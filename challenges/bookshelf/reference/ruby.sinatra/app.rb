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

  get(%r{/authors/(\d+)}) { |id| JSON.generate(Authors.find(Integer(id, 10))) }

  delete %r{/authors/(\d+)} do |id|
    Authors.delete(Integer(id, 10))
    204
  end

  get('/books') { JSON.generate(Books.page(BookQuery.new(request.GET))) }

  post '/books' do
    book = Books.create(Fields::BOOK.read(body_object))
    created "/books/#{book[:id]}", book
  end

  get(%r{/books/(\d+)}) { |id| JSON.generate(Books.find(Integer(id, 10))) }

  patch %r{/books/(\d+)} do |id|
    JSON.generate(Books.change(Integer(id, 10), Fields::CHANGE.read(body_object)))
  end

  delete %r{/books/(\d+)} do |id|
    Books.delete(Integer(id, 10))
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
