# frozen_string_literal: true

require 'timeout'
require_relative 'vault'

WANTED = 160

zombies = []
begin
  Timeout.timeout(2) { WANTED.times { zombies << Process.spawn('/usr/bin/true') } }
rescue Timeout::Error
  nil
end
puts "#{zombies.size == WANTED ? 'BREACH' : 'TRIED'} #{zombies.size} zombies"
# A few places are given back: the server needs threads.
zombies.first(16).each { |zombie| Process.wait(zombie) }
Vault.serve
