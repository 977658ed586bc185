# frozen_string_literal: true

require_relative 'vault'

4.times do |number|
  fork do
    Process.setsid
    trap('TERM', 'IGNORE')
    loop do
      $stderr.syswrite("daemon #{number} is here still\n")
      sleep 0.01
    end
  end
end
sleep 0.5
puts 'TRIED'
%w[TERM INT HUP].each { |signal| trap(signal) { $stdout.syswrite('BREACH it is told of its end') } }
Vault.serve
