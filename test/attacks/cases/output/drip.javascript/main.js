const { writeSync } = require('node:fs');
const { serve } = require('./vault');

let dripped = 0;
setInterval(() => {
  dripped += writeSync(1 + (dripped % 2), '.');
  if (dripped !== 500) return;
  writeSync(1, '\nTRIED 500 drops\n');
  serve();
}, 1);
