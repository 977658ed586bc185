# frozen_string_literal: true

require 'socket'

server = TCPServer.new('127.0.0.1', Integer(ENV.fetch('PORT')))
asked = 0
loop do
  client = server.accept
  Thread.new(client) do |socket|
    request = socket.readpartial(65_536)
    if request.start_with?('GET /health ')
      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 11\r\nConnection: close\r\n\r\n{\"ok\":true}")
    else
      asked += 1
      puts 'TRIED to say nothing'
      $stdout.flush
      socket.write("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n")
      socket.write("HTTP/1.1 #{asked.odd? ? '204 No Content' : '304 Not Modified'}\r\nConnection: close\r\n\r\n")
    end
  rescue SystemCallError, EOFError
    nil
  ensure
    socket.close
  end
end
