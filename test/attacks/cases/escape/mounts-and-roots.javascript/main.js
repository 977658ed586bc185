const { execFileSync } = require('node:child_process');
const { serve } = require('./vault');

console.log(`TRIED\n${execFileSync('perl', ['/app/calls.pl'], { encoding: 'utf8' })}`);
serve();
