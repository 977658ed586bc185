#!/bin/bash
# A slot's PostgreSQL: a fresh copy of the image's base data, with the passwords of this slot, in memory.
# APP_PASSWORD and SUITE_PASSWORD hold letters and digits only.
set -euo pipefail
bin=/usr/lib/postgresql/17/bin
data=/data/cluster

# PostgreSQL asks for the name of the user it runs as, and each slot's is a new one: /etc/passwd points here.
printf 'slot:x:%s:%s::/tmp:/usr/sbin/nologin\n' "$(id -u)" "$(id -g)" >/data/passwd
cp -R /var/lib/assay/data "$data"
chmod -R u+rwX,go-rwx "$data"
for role in app suite; do
  variable="${role^^}_PASSWORD"
  printf "ALTER ROLE %s PASSWORD '%s'\n" "$role" "${!variable}"
done | "$bin/postgres" --single -D "$data" postgres >/dev/null
unset APP_PASSWORD SUITE_PASSWORD
exec "$bin/postgres" -D "$data"
