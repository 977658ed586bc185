import { existsSync } from 'node:fs';
import { serve } from './vault';

console.log(existsSync('/tmp/ran') ? 'BREACH a program ran in the build' : 'TRIED settings of compilers');
serve();
