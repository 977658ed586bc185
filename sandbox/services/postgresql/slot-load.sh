#!/bin/bash
# Builds a challenge's base data into the image: an initialised cluster with the roles of a slot, the challenge's
# schema, its CSV files and its seed. Run while the image is built, as the user postgres; the files lie in the folder
# given.
#
#   app    what the candidate's program is: owns the schema "app", and no database
#   suite  what the challenge's suite reads as: neither superuser nor owner
set -euo pipefail
files=$1
bin=/usr/lib/postgresql/17/bin
data=/var/lib/assay/data
run=$(mktemp -d)

"$bin/initdb" --pgdata="$data" --username=postgres --auth=trust --encoding=UTF8 --locale=C.UTF-8 --wal-segsize=1 --no-sync >/dev/null
cat >>"$data/postgresql.conf" <<'CONF'
# One submission's database: gone afterwards, so nothing is worth a write to disk.
fsync = off
synchronous_commit = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
min_wal_size = 4MB
max_wal_size = 48MB
autovacuum = off
shared_buffers = 32MB
max_connections = 80
max_prepared_transactions = 0
dynamic_shared_memory_type = mmap
huge_pages = off
jit = off
max_parallel_workers_per_gather = 0
# A query's cost is what it touched, never its seconds: counted here, read by the suite alone.
shared_preload_libraries = 'pg_stat_statements'
pg_stat_statements.max = 1000
pg_stat_statements.track = top
pg_stat_statements.save = off
password_encryption = scram-sha-256
# The passwords are random and live as long as the slot: stretching them would only cost time.
scram_iterations = 1
listen_addresses = '127.0.0.1'
unix_socket_directories = '/run/judge'
log_min_messages = log
log_min_error_statement = panic
CONF

"$bin/pg_ctl" --pgdata="$data" --silent --wait --options="-c listen_addresses='' -c unix_socket_directories='$run'" start >/dev/null
sql() { "$bin/psql" --host="$run" --no-psqlrc --quiet --set=ON_ERROR_STOP=1 "$@"; }
sql --username=postgres --dbname=postgres <<'SQL'
CREATE ROLE app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
CREATE ROLE suite LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
CREATE DATABASE app;
REVOKE CONNECT ON DATABASE postgres, template1 FROM PUBLIC;
-- A view planted in a table's place must not be read through as somebody else, nor rows be hidden by a policy.
ALTER ROLE suite SET search_path = pg_catalog;
ALTER ROLE suite SET row_security = off;
ALTER ROLE suite SET statement_timeout = '10s';
ALTER ROLE suite SET restrict_nonsystem_relation_kind = 'view,foreign-table';
SQL
sql --username=postgres --dbname=app <<'SQL'
DROP SCHEMA public;
CREATE SCHEMA app AUTHORIZATION app;
GRANT USAGE ON SCHEMA app TO suite;
ALTER DEFAULT PRIVILEGES FOR ROLE app IN SCHEMA app GRANT SELECT ON TABLES TO suite;
ALTER ROLE app IN DATABASE app SET search_path = app;
-- Only the suite comes to what statements have cost; nobody but a superuser resets it.
CREATE SCHEMA judging;
CREATE EXTENSION pg_stat_statements SCHEMA judging;
GRANT USAGE ON SCHEMA judging TO suite;
SQL

as_app() { sql --username=app --dbname=app "$@"; }
run_script() { if [ -s "$files/$1" ]; then as_app --single-transaction --file="$files/$1"; fi; }

# A table after those that it refers to.
tables_in_order() {
  local file table
  for file in "$files"/csv/*.csv; do
    [ -e "$file" ] || continue
    table=$(basename "$file" .csv)
    echo "$table $table"
  done >"$run/tables"
  as_app --tuples-only --no-align --field-separator=' ' >"$run/references" <<'SQL'
SELECT DISTINCT parent.relname, child.relname
  FROM pg_constraint JOIN pg_class child ON child.oid = conrelid JOIN pg_class parent ON parent.oid = confrelid
 WHERE contype = 'f' AND conrelid <> confrelid
SQL
  cat "$run/tables" "$run/references" | tsort | while read -r table; do
    if grep -q "^$table " "$run/tables"; then echo "$table"; fi
  done
}

# The columns are those of the file's first line; an empty field is NULL.
load_csv() {
  local header
  header=$(head -n 1 "$files/csv/$1.csv" | tr -d '\r"')
  if [[ ! $1 =~ ^[A-Za-z0-9_]+$ || ! $header =~ ^[A-Za-z0-9_]+(,[A-Za-z0-9_]+)*$ ]]; then
    echo "csv/$1.csv: its name must be a table's, and its first line must name columns" >&2
    return 1
  fi
  as_app --command="COPY app.\"$1\" (\"${header//,/\",\"}\") FROM STDIN (FORMAT csv, HEADER true, FORCE_NULL *)" \
    <"$files/csv/$1.csv"
}

run_script schema.sql
tables=$(tables_in_order)
for table in $tables; do load_csv "$table"; done
run_script seed.sql
run_script grants.sql
# Every page as it would be after a while: known to be visible to all, and counted.
sql --username=postgres --dbname=app --command='VACUUM (FREEZE, ANALYZE)' --command='CHECKPOINT'
"$bin/pg_ctl" --pgdata="$data" --silent --wait --mode=fast stop

cat >"$data/pg_hba.conf" <<'HBA'
# The suite comes over the socket that only the judge mounts, the candidate's program over loopback. Nobody else comes.
local app suite scram-sha-256
host app app 127.0.0.1/32 scram-sha-256
HBA
rm -f "$data/postmaster.pid" "$data/postmaster.opts"
# A container of this image runs as a user id of its own, and copies what it may read.
chmod a+x /var/lib/assay
chmod -R a+rX "$data"
