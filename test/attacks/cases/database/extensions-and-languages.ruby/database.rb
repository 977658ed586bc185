# frozen_string_literal: true

require 'sequel'

DB = Sequel.connect(ENV.fetch('DATABASE_URL'), max_connections: 10)

EXTENSIONS = %w[dblink file_fdw postgres_fdw plpython3u plperlu pltclu adminpack pageinspect pg_buffercache lo xml2].freeze
TRIES = [
  *EXTENSIONS.map { |name| "CREATE EXTENSION #{name}" },
  "CREATE FUNCTION app.run(text) RETURNS int AS '/lib/x86_64-linux-gnu/libc.so.6', 'system' LANGUAGE c STRICT",
  "CREATE FUNCTION app.run(oid) RETURNS text AS 'pg_read_file_all' LANGUAGE internal",
  "LOAD '/app/owned.so'",
  "LOAD 'dblink'",
  'CREATE TRUSTED LANGUAGE owned',
  'CREATE FOREIGN DATA WRAPPER owned',
  'CREATE SERVER owned FOREIGN DATA WRAPPER postgres_fdw',
  "CREATE SUBSCRIPTION owned CONNECTION 'host=127.0.0.1' PUBLICATION owned",
  'CREATE EVENT TRIGGER owned ON ddl_command_start EXECUTE FUNCTION app.run()',
  'CREATE ACCESS METHOD owned TYPE TABLE HANDLER heap_tableam_handler',
  "SET session_preload_libraries = '/app/owned.so'; LOAD '/app/owned.so'",
  "SELECT pg_catalog.setval('pg_catalog.pg_authid_oid_seq', 1)",
  "UPDATE pg_catalog.pg_authid SET rolsuper = true WHERE rolname = 'app'"
].freeze

refused = TRIES.count do |statement|
  DB.run(statement)
  puts "BREACH #{statement}"
  false
rescue Sequel::DatabaseError
  true
end
puts "TRIED #{refused} statements, all refused"
$stdout.flush
