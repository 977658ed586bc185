# frozen_string_literal: true

require_relative 'vault'

# The engine mounts the first three from the host.
PLACES = %w[
  /etc/hosts /etc/resolv.conf /etc/hostname /etc/passwd /etc/shadow /etc/localtime /etc/ld.so.preload /etc/profile
  /run/utmp /var/log/wtmp /var/tmp/mark /var/lib/mark /opt/assay/launcher.rb /usr/local/bin/assay-init
  /proc/sys/kernel/hostname /proc/sys/kernel/domainname /sys/fs/cgroup/mark
].freeze

written = PLACES.select do |place|
  File.open(place, 'a') { |file| file.write("# left behind\n") }
  true
rescue SystemCallError
  false
end
puts written.empty? ? "TRIED #{PLACES.size} places" : "BREACH wrote to #{written.join(' ')}"
$stdout.flush
Vault.serve
