const { readdirSync, readFileSync } = require('node:fs');
const { serve } = require('./vault');

const seen = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
// A thread's number is its process's as well.
const own = new Set([...readdirSync('/proc/self/task').map(Number), process.pid, process.ppid]);
let reached = 0;
for (let pid = 2; pid < 4_000; pid += 1) {
  if (own.has(pid)) continue;
  try {
    process.kill(pid, 'SIGSTOP');
    reached += 1;
    console.log(`BREACH ${pid} ${readFileSync(`/proc/${pid}/cmdline`, 'utf8')} is stopped`);
  } catch {
    // There is no such process here.
  }
}
console.log(`TRIED 4000 numbers and reached ${reached}; ${seen.length} processes are to be seen`);
serve();
