# frozen_string_literal: true

require_relative 'vault'

held = ['/opt/assay/launcher.rb', '/usr/bin/ruby', '/etc/passwd'].reject do |file|
  File.open(file).flock(File::LOCK_EX | File::LOCK_NB)
end
puts held.empty? ? 'TRIED locks' : "BREACH somebody holds #{held.join(' ')}"
$stdout.flush
Vault.serve
