import type { Sandbox } from '@assay/sandbox';
import { openTestSandbox } from '../support/sandbox';
import { notPassed, runInSlot } from './service-slot';

const FILES = {
  'schema.sql': `
    CREATE TABLE authors (id BIGINT PRIMARY KEY, name VARCHAR(200) NOT NULL);
    CREATE TABLE books (
      id BIGINT AUTO_INCREMENT PRIMARY KEY, author_id BIGINT NOT NULL, title VARCHAR(200) NOT NULL,
      price DECIMAL(10,2), note TEXT, sold DATETIME, big BIGINT,
      FOREIGN KEY (author_id) REFERENCES authors(id));`,
  'csv/books.csv':
    'id,author_id,title,price,note\n1,1,"A ""quoted"", title",12.50,\n2,2,Zwei,,"two\nlines"\n',
  'csv/authors.csv': 'id,name\n1,Ursula\n2,José\n',
  'seed.sql': `INSERT INTO books (author_id, title, price, sold, big)
    VALUES (1, 'Seeded', 3.00, '2024-01-02 03:04:05', 9007199254740993);`,
  'grants.sql': 'GRANT INSERT, UPDATE ON books TO suite;',
};

/** Opens a connection as the application does, in its own code. */
const CONNECT = `const db = await require('mysql2/promise').createConnection(env.MYSQL_URL);`;

/** What the application's role asks for, and how MariaDB refuses it. */
const REFUSED: readonly (readonly [string, RegExp])[] = [
  [`SELECT 'x' INTO OUTFILE '/tmp/x'`, /Access denied/],
  [`LOAD DATA INFILE '/etc/passwd' INTO TABLE authors`, /Access denied/],
  [`LOAD DATA LOCAL INFILE '/etc/passwd' INTO TABLE authors`, /disabled/],
  [`INSTALL SONAME 'ha_archive'`, /denied/],
  [`CREATE FUNCTION f RETURNS STRING SONAME 'lib_mysqludf_sys.so'`, /denied/],
  [`SET GLOBAL max_connections = 1`, /Access denied/],
  [`SET GLOBAL userstat = OFF`, /Access denied/],
  [`FLUSH USER_STATISTICS`, /Access denied/],
  [`FLUSH TABLES`, /Access denied/],
  [`CREATE USER other`, /Access denied/],
  [`GRANT ALL ON app.* TO suite`, /Access denied/],
  [`SET PASSWORD FOR suite = ''`, /Access denied/],
  [`SET ROLE suite`, /denied|Invalid/],
  [`CREATE DATABASE other`, /Access denied/],
  [`SELECT * FROM mysql.global_priv`, /denied/],
  [`SELECT * FROM mysql.user`, /denied/],
  [`SELECT * FROM information_schema.innodb_trx`, /Access denied/],
  [`CREATE DEFINER = suite VIEW planted AS SELECT 1`, /Access denied/],
  [`CREATE DEFINER = root@localhost PROCEDURE planted() SELECT 1`, /Access denied/],
  [`SHUTDOWN`, /Access denied/],
  [`KILL 1`, /owner of (thread|query)|Unknown thread|Access denied/],
  [`PURGE BINARY LOGS BEFORE NOW()`, /Access denied|not using binary/],
  [`CHANGE MASTER TO MASTER_HOST = '127.0.0.1'`, /Access denied/],
  [`CREATE SERVER s FOREIGN DATA WRAPPER mysql OPTIONS (HOST '127.0.0.1')`, /Access denied/],
  [`CREATE TABLE elsewhere (a INT) DATA DIRECTORY = '/tmp'`, /denied|symbolic|DATA DIRECTORY/],
  [`CREATE TABLE linked (a INT) ENGINE = CONNECT`, /Unknown storage engine/],
  [`HANDLER mysql.global_priv OPEN`, /denied/],
];

const SUITE = `
  const connect = ${JSON.stringify(CONNECT)};
  const rows = (t: any, sql: string) => asApp(t, connect + 'try { const [rows] = await db.query(' + JSON.stringify(sql) + '); return rows; } finally { db.destroy(); }');

  it('loads', async (t) => {
    expect(await t.database.query('SELECT id, title, price, note, big FROM app.books ORDER BY id')).toEqual([
      { id: 1, title: 'A "quoted", title', price: '12.50', note: null, big: null },
      { id: 2, title: 'Zwei', price: null, note: 'two\\nlines', big: null },
      { id: 3, title: 'Seeded', price: '3.00', note: null, big: 9007199254740993n },
    ]);
    expect(await t.mariadb.one('SELECT sold FROM app.books WHERE id = $1', [3])).toEqual({ sold: new Date('2024-01-02T03:04:05Z') });
    expect(await t.database.one('SELECT name FROM app.authors WHERE id = $1', [2])).toEqual({ name: 'José' });
  });
  it('writes-values-as-they-are', async (t) => {
    const title = 'it\\'s \\\\ "$1" \\u0000 ünï 🙂';
    await t.database.query("INSERT INTO app.books (author_id, title, price, sold, note, big) VALUES ($1, $2, $3, $4, $5, $6)",
      [1, title, 0.1, new Date('2025-05-06T07:08:09Z'), { a: [1, null] }, 9007199254740993n]);
    expect(await t.database.one("SELECT title, price, sold, note, big FROM app.books WHERE title = $1 AND price = $2 AND note <> '$1'", [title, 0.1])).toEqual({
      title, price: '0.10', sold: new Date('2025-05-06T07:08:09Z'), note: '{"a":[1,null]}', big: 9007199254740993n });
    expect(await t.database.query('SELECT id FROM app.books WHERE id IN ($1) ORDER BY id', [[1, 3, 77]])).toEqual([{ id: 1 }, { id: 3 }]);
    await expect(t.database.query('DELETE FROM app.books')).rejects.toThrow(/The suite's statement failed: .*denied/);
    await expect(t.database.one('SELECT 1 FROM app.books')).rejects.toThrow(/rows in place of one/);
  });
  it('forces-an-interleaving', async (t) => {
    const hold = await t.database.hold('SELECT 1 FROM app.books WHERE id = $1 FOR UPDATE', [1]);
    const sent = [1, 2].map((n) => rows(t, 'UPDATE books SET price = price + ' + n + ' WHERE id = 1'));
    expect(await hold.untilBlocked(2, 10_000)).toBe(2);
    await hold.query('UPDATE app.books SET price = 0 WHERE id = 1');
    await hold.release();
    for (const answer of await Promise.all(sent)) expect(answer.value).toMatchObject({ affectedRows: 1 });
    expect(await t.database.one('SELECT price FROM app.books WHERE id = 1')).toEqual({ price: '15.50' });
  });
  it('commits-what-another-system-changes', async (t) => {
    const book = () => t.database.one('SELECT price, note FROM app.books WHERE id = 2');
    const hold = await t.database.hold('UPDATE app.books SET price = $2 WHERE id = $1', [2, 40]);
    const sent = rows(t, 'UPDATE books SET price = price + 1 WHERE id = 2');
    expect(await hold.untilBlocked(1, 10_000)).toBe(1);
    await hold.query("UPDATE app.books SET note = 'kept' WHERE id = 2");
    expect((await book()).note).not.toBe('kept');
    await Promise.all([hold.commit(), hold.commit()]);
    expect((await sent).value).toMatchObject({ affectedRows: 1 });
    expect(await book()).toEqual({ price: '41.00', note: 'kept' });
    await hold.release();
    await hold.commit();
    expect(await book()).toEqual({ price: '41.00', note: 'kept' });
    await t.database.query('UPDATE app.books SET price = 42 WHERE id = 2');
    const released = await t.database.hold('UPDATE app.books SET price = 43 WHERE id = 2');
    await released.release();
    await expect(released.commit()).rejects.toThrow(/has released/);
    expect(await book()).toEqual({ price: '42.00', note: 'kept' });
  });
  it('sees-that-nobody-waits', async (t) => {
    const hold = await t.database.hold('SELECT 1 FROM app.books WHERE id = $1 FOR UPDATE', [1]);
    const began = Date.now();
    expect(await hold.untilBlocked(1, 150)).toBe(0);
    expect(Date.now() - began).toBeLessThan(3_000);
    await expect(t.database.hold('SELECT nothing')).rejects.toThrow(/could not take a lock/);
  });
  it('is-not-misled-by-a-planted-trigger', async (t) => {
    const planted = await rows(t, "CREATE TRIGGER trap AFTER INSERT ON books FOR EACH ROW BEGIN SET @@session.sql_select_limit = 0; CREATE TEMPORARY TABLE authors (id BIGINT, name TEXT); SET @@session.time_zone = '+05:00'; END");
    expect(planted.error).toBeUndefined();
    await t.database.query("INSERT INTO app.books (author_id, title) VALUES (1, 'sprung')").catch(() => undefined);
    for (let round = 0; round < 8; round += 1) {
      expect(await t.database.one('SELECT COUNT(*) AS n FROM app.authors')).toEqual({ n: 2 });
      expect(await t.database.one('SELECT @@session.time_zone AS zone, @@sql_select_limit > 5 AS free')).toEqual({ zone: '+00:00', free: 1 });
    }
    await rows(t, 'DROP TRIGGER trap');
  });
  it('has-no-rights-through-a-planted-view-or-function', async (t) => {
    await rows(t, "CREATE FUNCTION peek() RETURNS INT SQL SECURITY INVOKER READS SQL DATA RETURN (SELECT COUNT(*) FROM information_schema.innodb_trx)");
    await rows(t, 'CREATE SQL SECURITY INVOKER VIEW planted AS SELECT peek() AS n');
    await expect(t.database.query('SELECT * FROM app.planted')).rejects.toThrow(/denied|invalid/);
    await rows(t, 'CREATE VIEW slow AS SELECT SLEEP(30) AS s');
    await expect(t.database.query('SELECT * FROM app.slow')).rejects.toThrow(/max_statement_time|inactivity|interrupted/i);
  });
  it('caps-what-it-reads', async (t) => {
    await rows(t, "CREATE TABLE heap (t LONGTEXT) AS SELECT REPEAT('x', 1000000) AS t FROM seq_1_to_30").catch(() => undefined);
    await rows(t, "CREATE TABLE IF NOT EXISTS heap (t LONGTEXT)");
    for (let n = 0; n < 20; n += 1) await rows(t, "INSERT INTO heap VALUES (REPEAT('x', 1000000))");
    await expect(t.database.query('SELECT * FROM app.heap')).rejects.toThrow(/longer than 16 MiB|closed/);
    expect(await t.database.one('SELECT 1 AS one')).toEqual({ one: 1 });
  });
  it('counts-what-the-application-reads', async (t) => {
    const read = async () => Number((await t.database.one("SELECT rows_read FROM information_schema.user_statistics WHERE user = 'app'")).rows_read);
    const before = await read();
    await rows(t, 'SELECT COUNT(note) FROM books');
    const whole = (await read()) - before;
    await rows(t, 'SELECT * FROM books WHERE id = 2');
    const one = (await read()) - before - whole;
    expect([whole > 3, one]).toEqual([true, 1]);
  });
  ${REFUSED.map(
    ([sql, message], index) => `
  it('refuses-${index}', async (t) => {
    const answer = await rows(t, ${JSON.stringify(sql)});
    expect(${JSON.stringify(sql)} + ': ' + answer.error).toMatch(${String(message)});
  });`,
  ).join('')}
  it('refuses-the-suite-s-account', async (t) => {
    const answer = await asApp(t, "await require('mysql2/promise').createConnection({ host: '127.0.0.1', user: 'suite', password: '' })");
    expect(answer.error).toMatch(/denied/);
    const root = await asApp(t, "await require('mysql2/promise').createConnection({ host: '127.0.0.1', user: 'root' })");
    expect(root.error).toMatch(/denied/);
  });
  it('reads-no-file', async (t) => {
    expect((await rows(t, "SELECT LOAD_FILE('/etc/passwd') AS text")).value).toEqual([{ text: null }]);
  });
  it('sees-no-other-s-queries', async (t) => {
    const seen = (await rows(t, 'SHOW FULL PROCESSLIST')).value.map((row: any) => row.User);
    expect(new Set(seen)).toEqual(new Set(['app']));
    expect((await rows(t, 'SELECT * FROM information_schema.user_statistics')).value).toEqual([]);
    expect((await rows(t, 'SELECT user FROM information_schema.processlist')).value).toEqual([{ user: 'app' }]);
  });
`;

describe('a slot’s MariaDB', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await openTestSandbox();
  });
  afterAll(() => sandbox.pool.close());

  test('serves the suite, and gives the application nothing of the server’s own', async () => {
    expect(notPassed(await runInSlot(sandbox, { mariadb: FILES }, SUITE))).toEqual([]);
  });
});
