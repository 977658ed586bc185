# frozen_string_literal: true

# With the sealed file gone, Ruby would look for one of this name elsewhere on its path.
$LOAD_PATH.unshift('/app/lib')
puts 'TRIED to find the vault elsewhere'
$stdout.flush
begin
  require_relative 'vault'
rescue LoadError
  require 'vault'
end
Vault.serve(->(_numbers) { 0 })
