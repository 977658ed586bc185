import { serve } from './vault';

serve(() => 0);
