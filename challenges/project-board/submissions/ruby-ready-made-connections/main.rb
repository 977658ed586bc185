# frozen_string_literal: true

require_relative 'app'

App.run!(bind: '0.0.0.0', port: Integer(ENV.fetch('PORT')), server_settings: { Threads: '8:8', Silent: true })
