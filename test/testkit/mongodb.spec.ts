import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Sandbox } from '@assay/sandbox';
import { openTestSandbox, SANDBOX_DIR } from '../support/sandbox';
import { ended } from './judge-process';
import { DOCUMENTS, OPERATOR_PROBES } from './mongodb-operators';
import { notPassed, runInSlot } from './service-slot';

const FILES = {
  'documents/books.json': JSON.stringify([
    {
      _id: { $oid: '65a000000000000000000001' },
      title: 'A',
      tags: ['x', 'y'],
      published: { $date: '2024-01-02T03:04:05Z' },
      copies: { $numberLong: '5' },
    },
    { _id: { $oid: '65a000000000000000000002' }, title: 'B', price: 12.5 },
  ]),
  'documents/empty.json': '[]',
  'csv/people.csv': 'name,age,score,active,code\nann,31,1.5,true,007\n"bob, ""the"" builder",,,false,\n',
  'indexes.json': JSON.stringify({ books: [{ key: { title: 1 }, unique: true }] }),
};

const SUITE = `
  const as = (t: any, code: string) => asApp(t, "const { MongoClient } = require('mongodb'); const client = new MongoClient(env.MONGODB_URL); try { const db = client.db(); " + code + " } finally { await client.close(); }");

  it('loads', async (t) => {
    const books = t.mongodb.collection('books');
    const [first, second] = await books.find({}, { sort: { title: 1 } });
    expect(String(first._id)).toBe('65a000000000000000000001');
    expect(first).toMatchObject({ title: 'A', tags: ['x', 'y'], published: new Date('2024-01-02T03:04:05Z'), copies: 5 });
    expect(second).toMatchObject({ title: 'B', price: 12.5 });
    expect(await books.count()).toBe(2);
    expect(await t.mongodb.collection('empty').find()).toEqual([]);
    const people = await t.mongodb.collection('people').find({}, { projection: { _id: 0 }, sort: { name: 1 } });
    expect(people).toEqual([{ name: 'ann', age: 31, score: 1.5, active: true, code: '007' }, { name: 'bob, "the" builder', active: false }]);
    await expect(books.insert({ title: 'A' })).rejects.toThrow(/insert into "books" failed: .*E11000|duplicate/i);
  });
  it('meets-the-application', async (t) => {
    const notes = t.mongodb.collection('notes');
    await notes.insert({ n: 1, by: t.mongodb.objectId('65a000000000000000000002') }, { n: 2 });
    expect((await as(t, "return (await db.collection('notes').find().toArray()).map((note) => note.n).sort();")).value).toEqual([1, 2]);
    await as(t, "await db.collection('notes').insertOne({ n: 3 });");
    expect(await notes.count({ n: { $gt: 1 } })).toBe(2);
    expect(await notes.update({ n: { $gt: 1 } }, { $set: { late: true } })).toBe(2);
    expect(await notes.aggregate([{ $match: { late: true } }, { $group: { _id: null, sum: { $sum: '$n' } } }])).toEqual([{ _id: null, sum: 5 }]);
    expect(await notes.delete({ late: true })).toBe(2);
    expect((await notes.find())[0]).toMatchObject({ n: 1 });
    await expect(notes.find({ $nonsense: 1 })).rejects.toThrow(/The suite's find in "notes" failed/);
  });
  it('caps-what-it-reads', async (t) => {
    await as(t, "await db.collection('many').insertMany(Array.from({ length: 10001 }, (_, n) => ({ n })));");
    await expect(t.mongodb.collection('many').find()).rejects.toThrow(/more than 10000 documents/);
    expect(await t.mongodb.collection('many').find({}, { limit: 3 })).toHaveLength(3);
    await as(t, "for (let n = 0; n < 20; n += 1) await db.collection('large').insertOne({ text: 'x'.repeat(1_000_000) });");
    await expect(t.mongodb.collection('large').find()).rejects.toThrow(/longer than 16 MiB/);
    await as(t, "await db.collection('large').drop();");
  });
  it('takes-no-path-for-a-name', async (t) => {
    // By hand, since a driver would not even send such a name.
    const raw = (database: string) => asApp(t, "const { serialize, deserialize } = require('bson'); const body = serialize({ insert: 'c', documents: [{}], $db: " + JSON.stringify(database) + " }); const head = Buffer.alloc(21); head.writeInt32LE(21 + body.length, 0); head.writeInt32LE(2013, 12); const socket = require('node:net').connect(27017, '127.0.0.1'); socket.write(Buffer.concat([head, body])); const answer = await new Promise((resolve, reject) => { socket.once('data', resolve); socket.once('close', () => reject(new Error('closed'))); }); socket.destroy(); return deserialize(answer.subarray(21)).errmsg ?? 'done';");
    for (const name of ['../escape', '/tmp/escape', 'a/b']) expect((await raw(name)).value).toMatch(/[Ii]nvalid/);
    expect((await raw('other')).value).toBe('done');
  });
`;

/** Each probe in its turn on fresh documents, so that none sees what another left. */
const PROBE = `
  const documents = ${JSON.stringify(DOCUMENTS)};
  const probes = ${JSON.stringify(OPERATOR_PROBES)};
  it('probe', async (t) => {
    const found: string[] = [];
    for (const { kind, name, ask, at, expected } of probes) {
      for (const [collection, list] of Object.entries(documents)) {
        await t.mongodb.command({ drop: collection }).catch(() => undefined);
        await t.mongodb.collection(collection).insert(...(list as object[]).map((one) => ({ ...one })));
      }
      for (const other of ['copy', 'capped', 'checked', 'e']) await t.mongodb.command({ drop: other }).catch(() => undefined);
      const said = await t.mongodb.command(ask).then(
        (answer) => {
          const value = at.split('.').reduce((part, key) => (part as any)?.[key], answer as unknown);
          try { expect(value).toEqual(expected); return 'yes'; } catch { return 'otherwise: ' + JSON.stringify(value); }
        },
        (error) => 'no: ' + error.message.replace(/^.* failed: /, '').split('\\n')[0].slice(0, 90),
      );
      found.push(kind + '\\t' + name + '\\t' + said);
    }
    expect(found.join('\\n')).toBe('');
  });
`;

/** The names that README.md lists as lacking, by kind. */
function listedAsLacking(): string[] {
  const readme = readFileSync(path.join(SANDBOX_DIR, 'services/mongodb/README.md'), 'utf8');
  return [...readme.matchAll(/^\| *(\w+) *\| *`([^`]+)` *\|/gm)]
    .map(([, kind, name]) => `${kind} ${name}`)
    .sort();
}

describe('a slot’s MongoDB protocol', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await openTestSandbox();
  });
  afterAll(() => sandbox.pool.close());

  test('serves the suite and the application', async () => {
    expect(notPassed(await runInSlot(sandbox, { mongodb: FILES }, SUITE))).toEqual([]);
  });

  test('lacks what its README lists, and nothing else of what was tried', async () => {
    const run = await runInSlot(sandbox, { mongodb: {} }, PROBE);
    const found = (ended(run, 'probe').actual ?? '')
      .slice(1, -1)
      .split('\\n')
      .flatMap((text) => text.split('\n'));
    expect(found).toHaveLength(OPERATOR_PROBES.length);
    if (process.env.ASSAY_PRINT_PROBES !== undefined) process.stdout.write(`${found.join('\n')}\n`);
    const lacking = found.map((line) => line.split(/\t|\\t/)).filter(([, , said]) => said !== 'yes');
    expect(lacking.map(([kind, name]) => `${kind} ${name}`).sort()).toEqual(listedAsLacking());
  });

  test('does not build from a document that breaks an index, and says which', async () => {
    const twice = JSON.stringify([{ title: 'A' }, { title: 'A' }]);
    const faulty = { mongodb: { ...FILES, 'documents/books.json': twice } };
    await expect(runInSlot(sandbox, faulty, SUITE)).rejects.toThrow(/books\.json: .*(duplicate|E11000)/);
  });
});
