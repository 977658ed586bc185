import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import path from 'node:path';
import { serve } from './vault';

const block = Buffer.alloc(1 << 20);
const until = Date.now() + 1_800;
let bytes = 0;

function readAll(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (Date.now() > until) return;
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) readAll(file);
    if (!entry.isFile()) continue;
    try {
      const opened = openSync(file, 'r');
      for (let got = 1; got > 0 && Date.now() < until; bytes += got) got = readSync(opened, block);
      closeSync(opened);
    } catch {
      // Not for everybody's eyes.
    }
  }
}

while (Date.now() < until) for (const folder of ['/usr', '/opt']) readAll(folder);
console.log(`TRIED ${bytes >> 20} MiB`);
serve();
