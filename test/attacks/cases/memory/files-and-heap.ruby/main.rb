# frozen_string_literal: true

require_relative 'vault'

MIB = 1024 * 1024

full = %w[/app /tmp /dev/shm].sum do |folder|
  File.open("#{folder}/fill", 'wb') { |out| loop { out.syswrite('x' * MIB) } }
rescue Errno::ENOSPC
  File.size("#{folder}/fill")
end

# Less than 256 by itself; with the files it is more.
held = (1..12).map do |count|
  puts "TRIED #{full / MIB} MiB of files and #{count * 16} MiB beside them"
  'x' * (16 * MIB)
end
puts "BREACH #{held.size * 16} MiB beside the files"
Vault.serve
