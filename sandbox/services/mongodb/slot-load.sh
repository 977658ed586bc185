#!/bin/bash
# Builds a challenge's base data into the image. Run while the image is built, as the user mongodb; the files
# (documents/<collection>.json, csv/<collection>.csv, indexes.json) lie in the folder given.
set -euo pipefail
mkdir /var/lib/assay/data
assay-mongodb load /var/lib/assay/data "$1"
# A container of this image runs as a user id of its own, and copies what it may read.
chmod a+x /var/lib/assay
chmod -R a+rX /var/lib/assay/data
