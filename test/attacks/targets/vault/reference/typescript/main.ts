import { serve } from './vault';

serve();
