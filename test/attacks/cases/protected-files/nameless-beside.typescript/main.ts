import { serve } from './vault';

console.log('TRIED to be served by the file that Node finds first');
serve(() => 0);
