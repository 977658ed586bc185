#!/bin/bash
# A slot's MariaDB: a fresh copy of the image's base data, with the passwords of this slot, in memory.
# APP_PASSWORD and SUITE_PASSWORD hold letters and digits only.
set -euo pipefail
umask 077
cp -R /var/lib/assay/data /data/mysql
mkdir /data/tmp
printf "ALTER USER %s IDENTIFIED BY '%s';\n" \
  "app@'127.0.0.1'" "$APP_PASSWORD" 'suite' "$SUITE_PASSWORD" >/data/passwords.sql
unset APP_PASSWORD SUITE_PASSWORD
# Its socket is where only the judge meets it; the candidate's program comes over loopback.
exec mariadbd --defaults-file=/etc/mysql/slot.cnf --datadir=/data/mysql --tmpdir=/data/tmp --pid-file=/data/mariadb.pid \
  --init-file=/data/passwords.sql --socket=/run/judge/mariadb.sock --bind-address=127.0.0.1 --port=3306
