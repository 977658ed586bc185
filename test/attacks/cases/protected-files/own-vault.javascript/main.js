const { serve } = require('./vault');

console.log('TRIED to be served by a vault that adds up by itself');
serve(() => 0);
