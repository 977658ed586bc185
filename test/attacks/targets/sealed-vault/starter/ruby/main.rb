# frozen_string_literal: true

require_relative 'vault'

Vault.serve(->(_numbers) { 0 })
