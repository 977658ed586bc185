# frozen_string_literal: true

puts "TRIED #{Dir['/app/**/*'].join(' ')}"
puts 'BREACH the vault is mine' if File.directory?('/app/vault.rb')
$stdout.flush
require_relative 'vault'
Vault.serve(->(_numbers) { 0 })
