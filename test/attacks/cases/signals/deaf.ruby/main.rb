# frozen_string_literal: true

require_relative 'vault'

# What Ruby keeps for itself, and what nobody can refuse.
KEPT = %w[EXIT KILL STOP SEGV BUS ILL FPE VTALRM CHLD CLD].freeze

deaf = (Signal.list.keys - KEPT).count do |name|
  trap(name, 'IGNORE')
  true
rescue ArgumentError
  false
end
3.times { spawn('/bin/sh', '-c', 'while :; do sleep 1; done', pgroup: true) }
Process.kill(:TERM, 1)
Process.kill(:INT, 1)
sleep 0.2
puts "TRIED deaf to #{deaf} signals"
at_exit { puts 'BREACH it was asked to end, and had the time to answer' }
Vault.serve
