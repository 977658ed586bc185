const { serve } = require('./vault');

serve();
