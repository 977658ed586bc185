# frozen_string_literal: true

require_relative 'vault'

# Each to a value that would be felt until the slot is gone.
SETTINGS = {
  'net/ipv4/ip_local_port_range' => '61000 61001', 'net/ipv4/ip_local_reserved_ports' => '32768-60999',
  'net/ipv4/tcp_rmem' => '4096 4096 4096', 'net/ipv4/tcp_syn_retries' => '1', 'net/ipv4/ip_default_ttl' => '1',
  'net/ipv4/tcp_max_tw_buckets' => '0', 'net/core/somaxconn' => '1', 'net/unix/max_dgram_qlen' => '1'
}.freeze

won = SETTINGS.select do |name, value|
  File.write("/proc/sys/#{name}", value)
rescue SystemCallError
  false
end
puts won.empty? ? "TRIED #{SETTINGS.size} settings" : "BREACH #{won.keys.join(' ')}"
Vault.serve
