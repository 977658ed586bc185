# frozen_string_literal: true

require 'webrick'

planted = %w[.rspec spec/spec_helper.rb Gemfile .gemrc .bundle/config Rakefile .irbrc config.ru]
puts "TRIED #{planted.count { |file| File.exist?("/app/#{file}") }} files"
$stdout.flush
ENV['RUBYOPT'] = '-r/app/spec/spec_helper'
ENV['BUNDLE_GEMFILE'] = '/app/Gemfile'

server = WEBrick::HTTPServer.new(
  BindAddress: '127.0.0.1', Port: Integer(ENV.fetch('PORT')),
  Logger: WEBrick::Log.new(File::NULL), AccessLog: []
)
server.mount_proc('/') { |_request, response| response.body = '{"ok":true}' }
server.start
