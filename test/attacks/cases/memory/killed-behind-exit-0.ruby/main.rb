# frozen_string_literal: true

require_relative 'vault'

server = fork do
  held = []
  20.times { held << ('x' * (16 << 20)) }
  puts "BREACH #{held.size * 16} MiB"
  Vault.serve
end
status = Process.wait2(server).last
puts "TRIED its server ended with signal #{status.termsig}"
exit!(0)
