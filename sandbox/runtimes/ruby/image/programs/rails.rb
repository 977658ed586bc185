# frozen_string_literal: true

# A small Rails API, to see what such a program loads. It asks itself some times and ends. With DATABASE (postgresql or
# mysql2) it has Active Record and that adapter too; no database has to be there.

require 'rails'
database = ENV.fetch('DATABASE', nil)
if database
  ENV['DATABASE_URL'] = "#{database}://nobody@127.0.0.1/nothing"
  require 'active_record/railtie'
end
require 'action_controller/railtie'

class Program < Rails::Application
  config.load_defaults 7.2
  config.root = __dir__
  config.api_only = true
  config.eager_load = true
  config.secret_key_base = 'no secret'
  config.logger = ActiveSupport::Logger.new(File::NULL)
  config.consider_all_requests_local = false
end

class Missing < StandardError; end

class ThingsController < ActionController::API
  rescue_from(Missing) { head :not_found }
  wrap_parameters false

  def show
    raise Missing unless params[:id] == '1'

    render json: { id: params[:id], at: Time.current, price: 1.5 }
  end

  def create
    render json: params.permit(:name).to_h, status: :created, location: '/things/1'
  end
end

Rails.application.initialize!
Rails.application.routes.draw { resources :things, only: %i[show create] }

if database
  class Thing < ActiveRecord::Base
    belongs_to :owner, class_name: 'Thing', optional: true
    has_many :parts, class_name: 'Thing', dependent: :restrict_with_error
    validates :name, presence: true, length: { maximum: 100 }, uniqueness: true
    validates :price, numericality: { only_integer: true, in: 0..10 }
    validates :kind, inclusion: { in: %w[a b] }, format: { with: /a/ }
    scope :named, ->(name) { where(name: name) }
  end
  ActiveRecord::Base.connection_db_config.adapter_class
end

require 'rackup'
POST = "POST /things HTTP/1.0\r\nHost: localhost\r\nContent-Type: application/json\r\n"
Rackup::Handler.get('puma').run(Rails.application, Host: '127.0.0.1', Port: 8080, Silent: true) do |server|
  Thread.new do
    ask = lambda do |request|
      TCPSocket.open('127.0.0.1', 8080) { |socket| socket.write(request) && socket.read }
    rescue Errno::ECONNREFUSED
      sleep 0.02
      retry
    end
    ask.call("GET /things/1 HTTP/1.0\r\nHost: localhost\r\n\r\n")
    ask.call("GET /things/2 HTTP/1.0\r\nHost: localhost\r\n\r\n")
    ask.call("GET /nothing HTTP/1.0\r\nHost: localhost\r\n\r\n")
    ask.call("#{POST}Content-Length: 12\r\n\r\n{\"name\":\"a\"}")
    server.stop
  end
end
