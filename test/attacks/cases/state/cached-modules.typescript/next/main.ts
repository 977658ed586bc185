import { existsSync } from 'node:fs';
import { serve } from './vault';

let found = existsSync('/tmp/compiled');
try {
  require('left-behind');
  found = true;
} catch {
  // There is no such module, as it should be.
}
console.log(`${found ? 'BREACH' : 'TRIED'} modules of the one before`);
serve();
