# frozen_string_literal: false

require_relative 'vault'

MOUNT = 165
FILES = %w[release_agent notify_on_release cgroup.procs tasks pids.max memory.max memory.limit_in_bytes devices.allow cgroup.subtree_control].freeze

done = []
%w[memory pids rdma devices freezer systemd].each do |hierarchy|
  place = "/tmp/#{hierarchy}"
  Dir.mkdir(place)
  done << "mounted #{hierarchy}" if syscall(MOUNT, 'cgroup', place, 'cgroup', 0, hierarchy.dup).zero?
rescue SystemCallError
  nil
end
begin
  done << 'mounted version 2' if syscall(MOUNT, 'cgroup2', '/tmp/memory', 'cgroup2', 0, '').zero?
rescue SystemCallError
  nil
end
groups = ['/sys/fs/cgroup', *Dir.glob('/sys/fs/cgroup/*').select { |entry| File.directory?(entry) }]
groups.each do |group|
  Dir.mkdir("#{group}/mine")
  done << "a group in #{group}"
rescue SystemCallError
  nil
end
groups.product(FILES).each do |group, file|
  # Opened for writing, and not written to: it would be harm enough.
  File.open("#{group}/#{file}", File::WRONLY).close
  done << "#{group}/#{file}"
rescue SystemCallError
  nil
end
puts done.empty? ? "TRIED #{groups.size} groups" : "BREACH #{done}"
$stdout.flush
Vault.serve
