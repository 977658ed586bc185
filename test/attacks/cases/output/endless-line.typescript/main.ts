import { spawn } from 'node:child_process';
import { serve } from './vault';

const line = spawn('/bin/sh', ['-c', "tr '\\0' x </dev/zero | head -c 50331648"], {
  stdio: ['ignore', 'inherit', 'inherit'],
});
// Its end is reached where somebody reads on and on.
line.on('exit', () => process.exit(3));
setTimeout(serve, 1_000);
