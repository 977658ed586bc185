const { recall } = require('./quota');

recall().then(() => {
  console.log('TRIED to know without a database');
  require('./service');
});
