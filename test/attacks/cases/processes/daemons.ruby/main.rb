# frozen_string_literal: true

require_relative 'vault'

# Each leaves the group, the session and its parent, and hears no signal that can be refused.
DAEMON = <<~SHELL
  trap '' HUP INT QUIT TERM USR1 USR2
  echo $$
  exec >/dev/null 2>&1
  while :; do sleep 5; done
SHELL

started = Array.new(6) do
  IO.popen(['/usr/bin/setsid', '--fork', '/bin/sh', '-c', DAEMON], &:gets).to_i
end
orphans = started.count { |pid| File.read("/proc/#{pid}/stat").split[3] == '1' && Process.getpgid(pid) == pid }
puts "TRIED #{orphans} daemons without a parent"
abort 'no daemon lives' unless orphans == 6
Vault.serve
