import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { serve } from './vault';

// More than a folder holds: files, folders and links by turns, each without content.
const WANTED = 6_000;

let made = 0;
let why = 'no end was in sight';
mkdirSync('/tmp/many');
try {
  for (; made < WANTED; made += 1) {
    const name = `/tmp/many/${made}`;
    if (made % 3 === 0) writeFileSync(name, '');
    else if (made % 3 === 1) mkdirSync(name);
    else symlinkSync('nowhere', name);
  }
} catch (error) {
  why = String((error as NodeJS.ErrnoException).code);
}
console.log(`${made === WANTED ? 'BREACH' : 'TRIED'} ${made} entries: ${why}`);
rmSync('/tmp/many', { recursive: true });
serve();
