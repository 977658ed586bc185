import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { serve } from './vault';

const written: string[] = [];
for (const folder of ['/', '/app', '/tmp', '/usr/lib', '/usr/local/lib', '/opt/assay', process.env.HOME ?? '/tmp']) {
  const place = path.join(folder, 'node_modules/left-behind');
  try {
    mkdirSync(place, { recursive: true });
    writeFileSync(path.join(place, 'index.js'), 'module.exports = 1;');
    written.push(place);
  } catch {
    // A folder of the image.
  }
}
require('node:module').enableCompileCache('/tmp/compiled');

console.log(`TRIED modules in ${written.join(' ')}`);
serve();
