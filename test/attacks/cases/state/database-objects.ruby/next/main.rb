# frozen_string_literal: true

require 'pg'

LOOKS = [
  "SELECT 1 FROM pg_class WHERE relname LIKE 'left\_behind%'",
  "SELECT 1 FROM pg_proc WHERE proname LIKE 'left\_behind%'",
  "SELECT 1 FROM pg_namespace WHERE nspname LIKE 'left\_behind%'",
  "SELECT 1 FROM pg_roles WHERE rolname LIKE 'left\_behind%'",
  "SELECT 1 FROM pg_database WHERE datname LIKE 'left\_behind%'",
  'SELECT 1 FROM pg_largeobject_metadata',
  "SELECT 1 FROM pg_settings WHERE setting = 'left behind'",
  "SELECT 1 FROM pg_db_role_setting WHERE setconfig::text LIKE '%left behind%'",
  "SELECT 1 FROM pg_locks WHERE locktype = 'advisory'",
  'SELECT 1 FROM pg_replication_slots',
  'SELECT 1 FROM pg_prepared_xacts',
].freeze

database = PG.connect(ENV.fetch('DATABASE_URL'))
found = LOOKS.reject { |look| database.exec(look).ntuples.zero? }
puts found.empty? ? "TRIED #{LOOKS.size} looks" : "BREACH #{found.join('; ')}"
