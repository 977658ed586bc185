# frozen_string_literal: true

require 'json'
require 'socket'
require_relative 'vault'

FLOODS = [
  -> { Array.new(40_000) { |at| "X-#{at}: #{'a' * 40}\r\n" }.join },
  -> { "Set-Cookie: #{'a' * (2 << 20)}\r\n" }
].freeze

def serve_one(client, flooded)
  head = client.gets("\r\n\r\n") || return
  method, path = head.split
  length = head[/content-length: (\d+)/i, 1].to_i
  body = length.zero? ? nil : JSON.parse(client.read(length))
  status, value = Vault.answer(method, path, body)
  text = JSON.generate(value)
  client.write("HTTP/1.1 #{status} OK\r\nContent-Type: application/json\r\nConnection: close\r\n")
  client.write(FLOODS[flooded % 2].call) if path == '/sum'
  client.write("Content-Length: #{text.bytesize}\r\n\r\n#{text}")
end

server = TCPServer.new('127.0.0.1', Integer(ENV.fetch('PORT')))
puts 'TRIED to flood with headers'
$stdout.flush
flooded = 0
loop do
  Thread.new(server.accept) do |client|
    serve_one(client, flooded += 1)
  rescue SystemCallError
    nil
  ensure
    client.close
  end
end
