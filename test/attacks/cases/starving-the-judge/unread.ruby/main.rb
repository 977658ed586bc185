# frozen_string_literal: true

require 'socket'
require_relative 'vault'

MIB = 1024 * 1024
# More than the container may have of everything.
MOST = 300 * MIB

server = TCPServer.new('127.0.0.1', 0)
ends = []
held = 0
begin
  while held < MOST && ends.size < 460
    ends << TCPSocket.new('127.0.0.1', server.addr[1]) << server.accept
    ends.last.setsockopt(:SOCKET, :RCVBUF, 8 * MIB)
    ends[-2].setsockopt(:SOCKET, :SNDBUF, 8 * MIB)
    while (sent = ends[-2].write_nonblock('x' * 65_536, exception: false)).is_a?(Integer)
      held += sent
    end
  end
rescue SystemCallError => error
  puts error.class
end
puts "#{held >= MOST ? 'BREACH' : 'TRIED'} #{held / MIB} MiB in #{ends.size / 2} connections"
ends.each(&:close)
server.close
Vault.serve
