# frozen_string_literal: true

require 'pg'

ATTEMPTS = [
  'CREATE TABLE left_behind (word text)',
  "INSERT INTO left_behind VALUES ('found me')",
  'CREATE FUNCTION left_behind() RETURNS text LANGUAGE sql AS $$ SELECT \'found me\' $$',
  'CREATE SCHEMA left_behind',
  'CREATE ROLE left_behind LOGIN',
  'CREATE DATABASE left_behind',
  "SELECT lo_from_bytea(0, 'found me')",
  "ALTER ROLE CURRENT_USER SET application_name = 'left behind'",
  "ALTER DATABASE app SET application_name = 'left behind'",
  "ALTER SYSTEM SET application_name = 'left behind'",
  'SELECT pg_advisory_lock(7331)',
  'LISTEN left_behind',
  "SELECT pg_create_physical_replication_slot('left_behind')",
  "BEGIN; SELECT 1; PREPARE TRANSACTION 'left behind'",
].freeze

database = PG.connect(ENV.fetch('DATABASE_URL'))
done = ATTEMPTS.count do |statement|
  database.exec(statement)
  true
rescue PG::Error
  database.exec('ROLLBACK')
  false
end
puts "TRIED #{done} of #{ATTEMPTS.size} statements went through"
