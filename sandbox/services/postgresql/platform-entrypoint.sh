#!/bin/bash
# The platform's own PostgreSQL. Its data lies in a volume at /var/lib/assay/platform; ASSAY_POSTGRES_PASSWORD is the
# password of the role "assay", which owns the database "assay" and is no superuser.
set -euo pipefail
bin=/usr/lib/postgresql/17/bin
data=/var/lib/assay/platform/17
draft=$data.draft

single() { "$bin/postgres" --single -D "$1" -c log_min_messages=warning "${2:-postgres}" >/dev/null; }

if [ ! -d "$data" ]; then
  rm -rf "$draft" # what an interrupted start has left
  "$bin/initdb" --pgdata="$draft" --username=postgres --auth-local=peer --auth-host=scram-sha-256 \
    --encoding=UTF8 --locale=C.UTF-8 --data-checksums >/dev/null
  echo 'host all all all scram-sha-256' >>"$draft/pg_hba.conf"
  single "$draft" <<'SQL'
CREATE ROLE assay LOGIN CREATEDB
CREATE DATABASE assay OWNER assay
SQL
  mv "$draft" "$data"
fi

# At every start, so that the password of the installation that starts it is the one that holds.
single "$data" <<<"ALTER ROLE assay PASSWORD '$ASSAY_POSTGRES_PASSWORD'"
unset ASSAY_POSTGRES_PASSWORD

exec "$bin/postgres" -D "$data" \
  -c listen_addresses='*' \
  -c unix_socket_directories=/run/postgresql \
  -c shared_buffers=128MB \
  -c log_timezone=UTC \
  -c timezone=UTC
