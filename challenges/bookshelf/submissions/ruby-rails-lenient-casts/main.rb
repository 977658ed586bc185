# frozen_string_literal: true

ENV['RAILS_ENV'] ||= 'production'
require_relative 'config/environment'
require 'rackup'

Rackup::Handler.get('puma').run(
  Rails.application, Host: '0.0.0.0', Port: ENV.fetch('PORT'), Threads: '8:8', Silent: true
)
