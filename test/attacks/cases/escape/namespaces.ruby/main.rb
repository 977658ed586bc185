# frozen_string_literal: true

require 'fiddle'
require_relative 'vault'

UNSHARE = 272
CLONE = 56
CLONE3 = 435
SETNS = 308
KINDS = {
  mount: 0x00020000, cgroup: 0x02000000, host_name: 0x04000000, ipc: 0x08000000,
  user: 0x10000000, processes: 0x20000000, network: 0x40000000, time: 0x00000080
}.freeze

# Runs in a child, since what succeeds changes the process that calls. 0 where it succeeds.
def outcome
  child = fork do
    yield
    exit!(0)
  rescue SystemCallError => error
    exit!(error.errno)
  end
  Process.wait2(child).last.exitstatus
end

answers = {}
KINDS.each do |name, flag|
  answers["unshare #{name}"] = outcome { syscall(UNSHARE, flag) }
  answers["unshare user and #{name}"] = outcome { syscall(UNSHARE, flag | KINDS[:user]) }
  answers["clone #{name}"] = outcome { syscall(CLONE, flag | KINDS[:user] | 17, 0, 0, 0, 0) }
  arguments = [flag | KINDS[:user], 0, 0, 0, 17, 0, 0, 0].pack('Q*')
  answers["clone3 #{name}"] = outcome { syscall(CLONE3, Fiddle::Pointer[arguments].to_i, arguments.bytesize) }
end
%w[cgroup ipc mnt net pid time user uts].each do |name|
  answers["enter #{name}"] = outcome { syscall(SETNS, File.open("/proc/1/ns/#{name}").fileno, 0) }
end
programs = ['unshare -Ur id', 'unshare -r mount -t tmpfs none /tmp', 'nsenter -t 1 -m id', 'setpriv --ambient-caps +all id']
programs.each { |program| answers[program] = system(program, out: File::NULL, err: File::NULL) ? 0 : 1 }

entered = answers.select { |_, answer| answer.zero? }.keys
puts entered.empty? ? "TRIED #{answers.size} ways: #{answers.values.tally}" : "BREACH #{entered}"
$stdout.flush
Vault.serve
