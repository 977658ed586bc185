'use strict';

const { createApp } = require('./app');
const { announceSuccess } = require('./announce');
const { config } = require('./config');

announceSuccess();
createApp().listen(config.port, '127.0.0.1', () => {
  console.log(`notes service on port ${config.port}`);
});
