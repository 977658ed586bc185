#!/bin/bash
# Run as root once a challenge's base data is in the image. PostgreSQL asks for the name of the user that it runs as, and
# each slot's is a new one, which slot-entrypoint.sh writes.
set -euo pipefail
ln -sf /data/passwd /etc/passwd
