# frozen_string_literal: true

require_relative 'vault'

# The test gives three seconds.
Vault.serve(
  lambda do |method, path, body|
    if path == '/sum' && body['numbers'].size > 100
      # Said before: a moment later all is over.
      puts 'TRIED to be right when the time was over'
      $stdout.flush
      sleep 3.02
    end
    Vault.answer(method, path, body)
  end
)
