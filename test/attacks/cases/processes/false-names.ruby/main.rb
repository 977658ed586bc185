# frozen_string_literal: true

require_relative 'vault'

NAME = File.read('/proc/1/cmdline').split("\0").first

daemons = Array.new(4) do
  fork do
    Process.setsid
    $PROGRAM_NAME = NAME
    Process.setproctitle(NAME)
    sleep
  end
end
sleep 0.2
disguised = daemons.count { |pid| File.read("/proc/#{pid}/cmdline").delete("\0") == NAME }
puts "TRIED #{disguised} more of #{NAME}"
Vault.serve
