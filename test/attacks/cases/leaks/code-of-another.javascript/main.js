const { execFileSync, spawn } = require('node:child_process');
const { readFileSync, writeFileSync } = require('node:fs');
const { createServer } = require('node:net');
const { serve } = require('./vault');

const copy = readFileSync('/app/copy', 'utf8');
const word = (number) => ['solution', 'of', 'candidate', number].join('-');
const own = word(copy);
const other = word(copy === '1' ? '2' : '1');

for (const folder of ['/tmp', '/app', '/dev/shm']) writeFileSync(`${folder}/${own}`, own);
spawn('/bin/sh', ['-c', 'sleep 20', own], { env: { WORD: own }, detached: true, stdio: 'ignore' }).unref();
createServer().listen(`\0${own}`).unref();

// Everything that is not a process of its own would name it.
const looks = [
  'cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2>/dev/null',
  'ls -R /tmp /app /dev/shm /run /var/tmp 2>/dev/null',
  'cat /proc/net/unix /proc/locks /proc/sysvipc/* /proc/self/mountinfo 2>/dev/null',
];
const until = Date.now() + 1200;
const found = new Set();
while (Date.now() < until)
  for (const look of looks) if (execFileSync('sh', ['-c', `${look}; true`]).includes(other)) found.add(look);
console.log(found.size > 0 ? `BREACH ${[...found]}` : `TRIED as ${copy}`);
serve();
