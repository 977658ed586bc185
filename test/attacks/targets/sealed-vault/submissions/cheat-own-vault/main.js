const { serve } = require('./vault');

serve(() => 0);
