# frozen_string_literal: true

require_relative 'vault'

WANTED = 160

children = []
begin
  WANTED.times { children << fork { sleep 2 } }
rescue SystemCallError
  nil
end

puts children.size == WANTED ? "BREACH #{children.size} children" : "TRIED #{children.size} children"
$stdout.flush
children.each do |child|
  Process.kill(:KILL, child)
  Process.wait(child)
end
Vault.serve
