const { spawnSync } = require('node:child_process');

// It is a child that blocks; the program goes on to its end.
spawnSync('/bin/sh', ['-c', 'yes flood >&2 & yes flood & sleep 1'], { stdio: 'inherit' });
process.exit(0);
