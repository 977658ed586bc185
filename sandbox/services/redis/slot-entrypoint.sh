#!/bin/bash
# A slot's Redis: the image's base data, read at the start and never written back, with the passwords of this slot.
# APP_PASSWORD and SUITE_PASSWORD hold letters and digits only.
set -euo pipefail
umask 077
base=$(cat /var/lib/assay/data/base-memory)

hashed() { printf '%s' "$1" | sha256sum | cut -d ' ' -f 1; }
# All that works on data, scripts and channels; nothing of the server's own. Of what Redis calls dangerous, an
# application may look around (KEYS, INFO, SORT) and empty what is its own.
data='~* &* +@all -@admin -@dangerous +keys +info +sort +sort_ro +flushdb +flushall +role'
cat >/data/redis.conf <<CONF
user default off
user app on #$(hashed "$APP_PASSWORD") $data
user suite on #$(hashed "$SUITE_PASSWORD") $data +client|list +slowlog|get +object|freq
bind 127.0.0.1
port 6379
unixsocket /run/judge/redis.sock
unixsocketperm 777
protected-mode yes
daemonize no
logfile ""
dir /var/lib/assay/data
save ""
appendonly no
maxmemory $((base + 64 * 1024 * 1024))
maxmemory-policy noeviction
maxclients 200
databases 16
client-output-buffer-limit pubsub 4mb 2mb 10
client-query-buffer-limit 16mb
proto-max-bulk-len 16mb
enable-debug-command no
enable-module-command no
enable-protected-configs no
lua-time-limit 5000
io-threads 1
activedefrag no
CONF
unset APP_PASSWORD SUITE_PASSWORD

exec redis-server /data/redis.conf
