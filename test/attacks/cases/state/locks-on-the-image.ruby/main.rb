# frozen_string_literal: true

require_relative 'vault'

FILES = ['/opt/assay/launcher.rb', '/usr/bin/ruby', '/etc/passwd'].freeze

FILES.each do |file|
  fork do
    Process.daemon
    trap(:TERM, 'IGNORE')
    File.open(file).flock(File::LOCK_EX)
    sleep 300
  end
end
sleep 0.3
held = FILES.count { |file| !File.open(file).flock(File::LOCK_EX | File::LOCK_NB) }
puts "TRIED #{held} locks"
$stdout.flush
Vault.serve
