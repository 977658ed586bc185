import { serve } from './vault';

console.log('TRIED to be served by what was compiled beforehand');
serve(() => 0);
