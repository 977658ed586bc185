# frozen_string_literal: true

require 'socket'
require_relative 'vault'

foreign = Socket.ip_address_list.reject { |address| address.ipv4_loopback? || address.ipv6_loopback? }
cards = Dir.children('/sys/class/net') - ['lo']
# Kernels make some of these in every namespace, without a use.
cards.select! { |card| File.read("/sys/class/net/#{card}/operstate").strip == 'up' }
routes = File.readlines('/proc/net/route').drop(1)
routed = begin
  UDPSocket.new.tap { |socket| socket.connect('8.8.8.8', 53) }.local_address.ip_address
rescue SystemCallError
  nil
end
found = [*foreign.map(&:ip_address), *cards, *routes, *routed]
puts found.empty? ? 'TRIED addresses, cards and routes' : "BREACH #{found}"
$stdout.flush
Vault.serve
