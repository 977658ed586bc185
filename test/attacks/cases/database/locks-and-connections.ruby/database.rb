# frozen_string_literal: true

require 'sequel'

DB = Sequel.connect(ENV.fetch('DATABASE_URL'), max_connections: 10)
DB.get(1)

GREEDY = Array.new(80) do
  PG.connect(ENV.fetch('DATABASE_URL'))
rescue PG::Error
  nil
end.compact

# Until the suite has waited for it, and no longer than it would wait.
Thread.new do
  GREEDY.first.exec('BEGIN; LOCK TABLE app.authors, app.books IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep(2); COMMIT')
  GREEDY.each { |connection| connection.exec('SELECT pg_advisory_lock_shared(generate_series(1, 100))') }
rescue PG::Error => error
  puts error.message
end
puts "TRIED #{GREEDY.size} connections"
$stdout.flush
