# frozen_string_literal: true

require_relative 'vault'

puts 'TRIED'
[1, -1].each do |target|
  Process.kill(:KILL, target)
rescue SystemCallError
  nil
end
sleep 1
puts 'BREACH it lives on with nothing around it'
Vault.serve
