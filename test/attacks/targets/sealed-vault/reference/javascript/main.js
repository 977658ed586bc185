const { serve } = require('./vault');

serve((numbers) => numbers.reduce((sum, number) => sum + number, 0));
