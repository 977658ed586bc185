# frozen_string_literal: true

require_relative 'vault'

places = %w[/etc/hosts /etc/resolv.conf /etc/hostname /etc/passwd /etc/profile /opt/assay/launcher.rb]
marked = places.select { |place| File.read(place).include?('left behind') }
puts marked.empty? ? 'TRIED reading them' : "BREACH the mark is in #{marked.join(' ')}"
$stdout.flush
Vault.serve
