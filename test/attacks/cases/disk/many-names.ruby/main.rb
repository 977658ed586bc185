# frozen_string_literal: true

require_relative 'vault'

WANTED = 100_000

Dir.mkdir('/tmp/names')
File.write('/tmp/names/0', '')
made = 1
begin
  while made < WANTED
    File.link('/tmp/names/0', "/tmp/names/#{made}")
    made += 1
  end
rescue SystemCallError => error
  why = error.class
end
puts "#{made == WANTED ? 'BREACH' : 'TRIED'} #{made} names: #{why}"
Vault.serve
