# frozen_string_literal: true

require_relative 'vault'

PIECE = ('x' * 65_535) << "\n"

# Several strings in one call are one writev.
Thread.new do
  $stdout.write(*Array.new(1_000, PIECE))
  exit!(3)
end
sleep 1
Vault.serve
