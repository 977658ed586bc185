#!/bin/bash
# Builds a challenge's base data into the image: seed.txt, one command a line as redis-cli reads it, becomes dump.rdb.
# Blank lines and lines that begin with # are passed over. Run while the image is built, as the user redis.
set -euo pipefail
files=$1
data=/var/lib/assay/data
run=$(mktemp -d)

mkdir "$data"
base=0
if [ -s "$files/seed.txt" ]; then
  redis-server --port 0 --unixsocket "$run/redis.sock" --dir "$data" --save '' --daemonize yes --logfile "$run/server.log" >/dev/null
  redis() { redis-cli -s "$run/redis.sock" "$@"; }
  for _ in {1..200}; do
    if redis PING >/dev/null 2>&1; then break; fi
    sleep 0.02
  done
  grep -v -E '^[[:space:]]*(#|$)' "$files/seed.txt" | redis --no-raw >"$run/answers"
  if grep -m 3 '^(error)' "$run/answers" >&2; then exit 1; fi
  base=$(redis INFO memory | sed -n 's/^used_memory:\([0-9]*\).*/\1/p')
  redis SAVE >/dev/null
  redis SHUTDOWN NOSAVE
fi
# How much the base data takes of Redis's memory, bytes: a slot's limit comes on top.
echo "$base" >"$data/base-memory"
rm -rf "$run"
# A container of this image runs as a user id of its own.
chmod a+x /var/lib/assay
chmod -R a+rX "$data"
