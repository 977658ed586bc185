#!/bin/bash
# Builds a challenge's base data into the image: an initialised data folder with the roles of a slot, the challenge's
# schema, its CSV files and its seed. Run while the image is built, as the user mysql; the files lie in the folder given.
#
#   app    what the candidate's program is: everything in database "app", nothing of the server's
#   suite  what the challenge's suite reads as: SELECT in "app", what grants.sql adds, and who waits for whom
set -euo pipefail
files=$1
data=/var/lib/assay/data
run=$(mktemp -d)
options=(--defaults-file=/etc/mysql/slot.cnf --datadir="$data" --socket="$run/mariadb.sock" --tmpdir="$run")

mkdir "$data"
mariadb-install-db "${options[@]}" --auth-root-authentication-method=normal --skip-test-db --skip-name-resolve >"$run/install.log" 2>&1 \
  || { cat "$run/install.log" >&2; exit 1; }

# By TCP as well, on this build's own loopback: what role app makes here must name it as the slot knows it. With more room
# than a slot gives, which makes a hundred megabytes three times as fast to load.
mariadbd "${options[@]}" --pid-file="$run/pid" --bind-address=127.0.0.1 --secure-file-priv="$files" \
  --innodb-buffer-pool-size=512M --innodb-log-file-size=256M >"$run/server.log" 2>&1 &
server=$!
trap 'cat "$run/server.log" >&2' ERR
as_root() { mariadb --no-defaults --skip-ssl --socket="$run/mariadb.sock" --user=root --batch --skip-column-names "$@"; }
as_app() { mariadb --no-defaults --skip-ssl --protocol=TCP --host=127.0.0.1 --user=app --batch "$@"; }
until as_root --execute='SELECT 1' >/dev/null 2>&1; do
  kill -0 "$server"
  sleep 0.05
done

as_root <<'SQL'
DELETE FROM mysql.global_priv WHERE (User, Host) NOT IN (('root', 'localhost'), ('mariadb.sys', 'localhost'));
DELETE FROM mysql.proxies_priv;
FLUSH PRIVILEGES;
CREATE DATABASE app;
CREATE USER app@'127.0.0.1';
GRANT ALL PRIVILEGES ON app.* TO app@'127.0.0.1';
CREATE USER suite WITH MAX_STATEMENT_TIME 5;
GRANT SELECT, SHOW VIEW ON app.* TO suite;
GRANT PROCESS ON *.* TO suite;
SQL

# A table after those that it refers to.
tables_in_order() {
  local file table
  for file in "$files"/csv/*.csv; do
    [ -e "$file" ] || continue
    table=$(basename "$file" .csv)
    echo "$table $table"
  done >"$run/tables"
  as_root --execute="SELECT DISTINCT referenced_table_name, table_name FROM information_schema.key_column_usage
    WHERE table_schema = 'app' AND referenced_table_name IS NOT NULL AND referenced_table_name <> table_name" >"$run/references"
  cat "$run/tables" "$run/references" | tsort | while read -r table; do
    if grep -q "^$table " "$run/tables"; then echo "$table"; fi
  done
}

# The columns are those of the file's first line; an empty field is NULL.
load_csv() {
  local table=$1 column header variables='' values=''
  header=$(head -n 1 "$files/csv/$table.csv" | tr -d '\r"')
  if [[ ! $table =~ ^[A-Za-z0-9_]+$ || ! $header =~ ^[A-Za-z0-9_]+(,[A-Za-z0-9_]+)*$ ]]; then
    echo "csv/$table.csv: its name must be a table's, and its first line must name columns" >&2
    return 1
  fi
  for column in ${header//,/ }; do
    variables+="${variables:+, }@$column"
    values+="${values:+, }\`$column\` = NULLIF(@$column, '')"
  done
  as_root app --execute="LOAD DATA INFILE '$files/csv/$table.csv' INTO TABLE \`$table\` CHARACTER SET utf8mb4
    FIELDS TERMINATED BY ',' OPTIONALLY ENCLOSED BY '\"' ESCAPED BY '' LINES TERMINATED BY '\n'
    IGNORE 1 LINES ($variables) SET $values"
}

if [ -s "$files/schema.sql" ]; then as_app app <"$files/schema.sql"; fi
tables=$(tables_in_order)
for table in $tables; do load_csv "$table"; done
if [ -s "$files/seed.sql" ]; then as_app app <"$files/seed.sql"; fi
if [ -s "$files/grants.sql" ]; then as_root app <"$files/grants.sql"; fi
as_root --execute="SELECT CONCAT('ANALYZE TABLE app.\`', table_name, '\`;') FROM information_schema.tables
  WHERE table_schema = 'app' AND table_type = 'BASE TABLE'" | as_root >/dev/null
# Nobody is root in a slot; the suite's and the candidate's passwords are set when it starts.
as_root --execute='ALTER USER root@localhost ACCOUNT LOCK;
  SET GLOBAL innodb_fast_shutdown = 0, innodb_log_file_size = 8 * 1024 * 1024; SHUTDOWN'
wait "$server"

rm -rf "$run" "$data"/*.pid "$data"/ib_buffer_pool "$data"/ibtmp*
# A container of this image runs as a user id of its own, and copies what it may read.
chmod a+x /var/lib/assay
chmod -R a+rX "$data"
