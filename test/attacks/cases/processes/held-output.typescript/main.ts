import { spawn } from 'node:child_process';
import { answer, serve } from './vault';

const daemon = spawn('/bin/sh', ['-c', "trap '' HUP TERM; while :; do sleep 1; done"], {
  detached: true,
  stdio: ['ignore', 'inherit', 'inherit'],
});
daemon.unref();
console.log(`TRIED ${daemon.pid} holds the output`);

serve((request) => {
  // The last test has its answer, and whoever reads the output never sees its end.
  if (request.path === '/token') setTimeout(() => process.exit(0), 20);
  return answer(request);
});
