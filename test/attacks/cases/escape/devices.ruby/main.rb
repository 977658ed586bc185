# frozen_string_literal: true

require_relative 'vault'

HARMLESS = %w[null zero full random urandom tty].freeze
KNOWN = %w[
  /dev/mem /dev/kmem /dev/port /dev/kmsg /dev/vda /dev/sda /dev/nvme0n1 /dev/dm-0 /dev/loop0 /dev/loop-control
  /dev/mapper/control /dev/fuse /dev/kvm /dev/net/tun /dev/vhost-net /dev/vsock /dev/console /dev/tty0 /dev/vcsa
  /dev/uinput /dev/input/event0 /dev/btrfs-control /dev/snapshot /dev/cpu/0/msr /dev/userfaultfd
  /proc/kcore /proc/kmsg /proc/kpageflags /sys/kernel/debug /sys/kernel/security /sys/fs/bpf /sys/kernel/tracing/trace
].freeze

present = Dir.glob('/dev/**/*').select { |place| File.blockdev?(place) || File.chardev?(place) }
odd = present.reject { |place| HARMLESS.include?(File.basename(place)) || place.start_with?('/dev/pts') }
opened = [*KNOWN, *odd].select do |place|
  next Dir.children(place).any? if File.directory?(place)

  File.open(place, File::RDONLY | File::NONBLOCK).read_nonblock(1)
  true
rescue SystemCallError, IO::EAGAINWaitReadable, EOFError
  false
end
made = %w[b c].select { |kind| system('mknod', "/tmp/#{kind}", kind, '1', '1', err: File::NULL) }
puts opened.empty? && made.empty? ? "TRIED #{present.join(' ')}" : "BREACH #{opened} #{made}"
$stdout.flush
Vault.serve
