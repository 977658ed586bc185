# frozen_string_literal: true

require 'fileutils'
require_relative 'vault'

MEMFD_CREATE = 319
SHOW = ['sh', '-c', 'grep -E "^(Uid|CapEff|NoNewPrivs|Seccomp):" /proc/self/status'].freeze

reports = []
run = lambda do |what, *command|
  reader, writer = IO.pipe
  if system(*command, out: writer, err: File::NULL, close_others: false)
    writer.close
    reports << [what, reader.read]
  end
rescue SystemCallError
  nil
end

memory = IO.for_fd(syscall(MEMFD_CREATE, +'program', 0), autoclose: false)
memory.write(File.binread('/usr/bin/dash'))
memory.flush
run.call('from memory', ["/proc/#{Process.pid}/fd/#{memory.fileno}", 'sh'], *SHOW.drop(1))
FileUtils.cp('/usr/bin/dash', '/dev/shm/program')
File.chmod(0o4755, '/dev/shm/program')
run.call('from /dev/shm', ['/dev/shm/program', 'sh'], *SHOW.drop(1))
run.call('by the linker', '/lib64/ld-linux-x86-64.so.2', '/usr/bin/dash', *SHOW.drop(1))

own = "Uid:\t#{([Process.uid] * 4).join("\t")}\nCapEff:\t#{'0' * 16}\nNoNewPrivs:\t1\nSeccomp:\t2\n"
more = reports.reject { |what, report| report == own && what != 'from /dev/shm' }
puts more.empty? ? "TRIED #{reports.map(&:first)}" : "BREACH #{more}"
$stdout.flush
Vault.serve
