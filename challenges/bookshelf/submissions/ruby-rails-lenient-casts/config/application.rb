# frozen_string_literal: true

require 'rails'
require 'active_record/railtie'
require 'action_controller/railtie'

module Bookshelf
  class Application < Rails::Application
    config.load_defaults 7.2
    config.api_only = true
    config.eager_load = true
    config.logger = ActiveSupport::Logger.new($stdout)
    config.log_level = :warn
    config.secret_key_base = ENV.fetch('SECRET_KEY_BASE') { SecureRandom.hex(64) }
    config.exceptions_app = ->(env) { ErrorsController.action(:show).call(env) }
  end
end
