# frozen_string_literal: true

require 'socket'

HOSTILE = '{"sum":"\\ud800","text":"\\udfff\\ud83d","name":"\\u0000\\u001b[31m\\u202e","token":"\\uffff",' \
          '"__proto__":{"sum":1},"constructor":{"prototype":{"ok":true}},"toJSON":"\\u2028","toString":null}'

server = TCPServer.new('127.0.0.1', Integer(ENV.fetch('PORT')))
puts 'TRIED to answer in halves of characters'
$stdout.flush
loop do
  Thread.new(server.accept) do |client|
    head = client.readpartial(65_536)
    body = head.start_with?('GET /health') ? '{"ok":true}' : HOSTILE
    client.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n" \
                 "Content-Length: #{body.bytesize}\r\n\r\n#{body}")
    client.close
  rescue EOFError, SystemCallError
    client.close
  end
end
