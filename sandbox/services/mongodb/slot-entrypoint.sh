#!/bin/bash
# A slot's MongoDB protocol: a fresh copy of the image's base data, in memory. It knows no roles, so the slot's passwords
# are of no use here: whoever reaches the port may do all, and no pass may rest on its content alone.
set -euo pipefail
unset APP_PASSWORD SUITE_PASSWORD
cp -R /var/lib/assay/data /data/state
chmod -R u+rwX,go-rwx /data/state
# The judge is another user: it may speak to the socket, in a folder that only services and the judge mount.
umask 000
# Its garbage is collected before the container's limit is met.
export GOMEMLIMIT=144MiB
exec assay-mongodb serve /data/state 127.0.0.1:27017 /run/judge/mongodb.sock
