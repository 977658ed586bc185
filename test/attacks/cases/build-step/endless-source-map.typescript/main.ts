import { readFileSync } from 'node:fs';
import { serve } from './vault';
import './zero';
import './passwords';

const compiled = ['zero.js', 'passwords.js'].map((name) => readFileSync(`/app/${name}`, 'utf8')).join('');
const maps = [...compiled.matchAll(/base64,(\S+)/g)].map((match) => Buffer.from(match[1] ?? '', 'base64').toString());
console.log(maps.some((map) => map.includes('root:x')) ? 'BREACH a file of the machine is in the program' : 'TRIED source maps');
serve();
//# sourceMappingURL=/proc/self/environ
