#!/bin/bash
# The platform's Redis. Its data lies in a volume at /var/lib/assay/platform; ASSAY_REDIS_PASSWORD is its password.
# Jobs must survive a restart (appendonly) and must never be thrown out to make room (noeviction).
set -euo pipefail

# In a file in memory: as an argument, the password would show in the list of processes.
umask 077
cat >/run/redis/redis.conf <<CONF
requirepass $ASSAY_REDIS_PASSWORD
dir /var/lib/assay/platform
appendonly yes
appendfsync everysec
maxmemory-policy noeviction
bind 0.0.0.0
protected-mode yes
daemonize no
logfile ""
CONF
unset ASSAY_REDIS_PASSWORD

exec redis-server /run/redis/redis.conf
