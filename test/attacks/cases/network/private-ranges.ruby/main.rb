# frozen_string_literal: true

require 'socket'
require_relative 'vault'

PLACES = [
  ['169.254.169.254', 80], ['169.254.170.2', 80], ['100.100.100.200', 80], ['fd00:ec2::254', 80],
  ['10.0.0.1', 443], ['10.96.0.1', 443], ['172.17.0.1', 2375], ['172.17.0.2', 8080], ['172.18.0.1', 5432],
  ['192.168.0.1', 80], ['192.168.65.2', 2375], ['1.1.1.1', 443], ['8.8.8.8', 53], ['2606:4700::1111', 443],
  ['fe80::1%lo', 80], ['fe80::1', 22], ['ff02::1', 80],
].freeze

answers = PLACES.map do |host, port|
  Thread.new do
    Socket.tcp(host, port, connect_timeout: 1, resolv_timeout: 1).close
    "BREACH #{host}"
  rescue SystemCallError, SocketError, IOError => error
    error.class.name
  end
end.map(&:value)

breached = answers.grep(/BREACH/)
puts breached.empty? ? "TRIED #{answers.tally}" : breached.join(' ')
$stdout.flush
Vault.serve
