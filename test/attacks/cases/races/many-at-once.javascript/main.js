const { spawn } = require('node:child_process');
const { randomBytes } = require('node:crypto');
const { readFileSync, writeFileSync } = require('node:fs');
const { serve } = require('./vault');

for (let child = 0; child < 8; child += 1) spawn('sleep', ['20'], { stdio: 'ignore' }).on('error', () => undefined);
for (let file = 0; file < 40; file += 1) writeFileSync(`/tmp/file-${file}`, randomBytes(256 * 1024));
const until = Date.now() + 400;
let turns = 0;
while (Date.now() < until) turns += 1;
console.log(`TRIED ${turns} turns as ${readFileSync('/app/copy', 'utf8')}`);
serve();
