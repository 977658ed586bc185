# frozen_string_literal: true

require_relative 'vault'

LIMIT = 256 * 1024

$stdout.write("TRIED\n", "#{'x' * 1023}\n" * (LIMIT / 1024), "BREACH this is not kept\n")
Vault.serve
