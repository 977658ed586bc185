const { Redis } = require('ioredis');
const { QUOTA_SCRIPT } = require('./quota-script');

const redis = new Redis(process.env.REDIS_URL ?? '', {
  scripts: { quota: { lua: QUOTA_SCRIPT, numberOfKeys: 2 } },
});

module.exports = { redis };
