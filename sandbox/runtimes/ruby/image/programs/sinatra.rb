# frozen_string_literal: true

# A small Sinatra program, to see what such a program loads. It asks itself once and ends.

require 'sinatra/base'

class Program < Sinatra::Base
  get('/things/:id') { params[:id] == '1' ? 'one' : halt(404, 'none') }
  post('/things') { [201, { 'location' => '/things/1' }, request.body.read] }
  error(ArgumentError) { halt 422, 'wrong' }
end

Program.run!(bind: '127.0.0.1', port: 8080, quiet: true) do |server|
  Thread.new do
    ask = lambda do |request|
      TCPSocket.open('127.0.0.1', 8080) { |socket| socket.write(request) && socket.read }
    rescue Errno::ECONNREFUSED
      sleep 0.02
      retry
    end
    ask.call("GET /things/1 HTTP/1.0\r\n\r\n")
    ask.call("GET /things/2 HTTP/1.0\r\n\r\n")
    ask.call("POST /things HTTP/1.0\r\nContent-Length: 5\r\n\r\nthing")
    server.stop
  end
end
