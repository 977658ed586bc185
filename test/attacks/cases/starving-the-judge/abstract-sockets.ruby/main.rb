# frozen_string_literal: true

require 'socket'
require_relative 'vault'

def names = File.readlines('/proc/net/unix').filter_map { |line| line[/ @(\S+)$/, 1] }

strangers = names
came = strangers.select do |name|
  UNIXSocket.new("\0#{name}").close
  true
rescue SystemCallError
  false
end
held = []
begin
  400.times { |number| held << UNIXServer.new("\0assay #{number}\0judge") }
rescue SystemCallError
  nil
end
# Full queues too: whoever would speak to them waits.
full = held.first(20).sum do |server|
  10.times.count { held << Socket.unix(server.path.dup) }
rescue SystemCallError
  0
end
puts came.empty? ? "TRIED #{held.size} names, #{full} callers, #{strangers.size} strangers" : "BREACH #{came}"
held.each(&:close)
Vault.serve
