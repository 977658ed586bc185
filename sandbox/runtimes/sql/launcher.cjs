/*
 * The waiting process of the SQL runtime. It connects to the slot's database, takes the candidate's files as one frame
 * on standard input, reads them as far as can be done without the database, and then serves them: it makes the indexes
 * of indexes.sql and runs each other file's query when the judge asks for it. No code but SQL is the candidate's, and
 * that runs in the database, as role `app`.
 */
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { Mariadb } = require('./mariadb.cjs');
const { Postgresql } = require('./postgresql.cjs');
const { createServer } = require('./server.cjs');
const { readDefinitions, readQuery, SqlFault } = require('./statements.cjs');

const DEFINITIONS_FILE = 'indexes.sql';

/** Time that one statement of indexes.sql may take, milliseconds. */
const DEFINITION_MS = 60_000;

/** One frame: four bytes of length, big endian, and UTF-8 JSON. */
function send(message) {
  const body = Buffer.from(JSON.stringify(message));
  const frame = Buffer.allocUnsafe(4 + body.length);
  frame.writeUInt32BE(body.length, 0);
  body.copy(frame, 4);
  let at = 0;
  while (at < frame.length) at += fs.writeSync(1, frame, at);
}

/** Reads exactly `length` bytes of standard input, or ends: without a supervisor there is nothing to wait for. */
function read(length) {
  const bytes = Buffer.allocUnsafe(length);
  let at = 0;
  while (at < length) {
    let got;
    try {
      got = fs.readSync(0, bytes, at, length - at, null);
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
      continue;
    }
    if (got === 0) process.exit(0);
    at += got;
  }
  return bytes;
}

/** The queries and the definitions of the files, or what is wrong with them. */
function build(files, entry, dialect) {
  const queries = new Map();
  const diagnostics = [];
  let definitions = [];
  for (const { path: file, content } of files) {
    if (!file.endsWith('.sql')) continue;
    try {
      if (file === DEFINITIONS_FILE) definitions = readDefinitions(content, dialect);
      else queries.set(path.basename(file, '.sql'), readQuery(content, dialect));
    } catch (error) {
      if (!(error instanceof SqlFault)) throw error;
      diagnostics.push({ file, line: error.line, column: error.column, message: error.message });
    }
  }
  if (!files.some(({ path: file }) => file === entry))
    diagnostics.push({ file: entry, message: `There is no ${entry}.` });
  return { queries, definitions, diagnostics };
}

/** Runs the definitions in their order; the first that fails ends them. */
async function define(session, database, definitions) {
  for (const [index, statement] of definitions.entries()) {
    try {
      await session.define(statement, DEFINITION_MS);
    } catch (error) {
      const words = database.explain(error, statement);
      return { ok: false, error: `${DEFINITIONS_FILE}, statement ${index + 1}: ${words}` };
    }
  }
  return { ok: true };
}

async function main() {
  const { DATABASE_URL, MYSQL_URL, PORT } = process.env;
  const url = DATABASE_URL ?? MYSQL_URL;
  const session = url === undefined ? undefined : await (DATABASE_URL ? Postgresql : Mariadb).connect(url);
  send({ type: 'ready' });

  const { language, entry, files } = JSON.parse(read(read(4).readUInt32BE(0)).toString('utf8'));
  // Standard input is the supervisor's pipe: what follows has an empty one in its place, at the same number.
  fs.closeSync(0);
  fs.openSync('/dev/null', 'r');
  // From here on process 1 counts the wall limit.
  process.kill(1, 'SIGUSR1');

  const database = language === 'sql-mariadb' ? Mariadb : Postgresql;
  const { queries, definitions, diagnostics } = build(files, entry, database.dialect);
  if (diagnostics.length > 0) {
    send({ type: 'build-failed', diagnostics: diagnostics.slice(0, 50) });
    process.exit(0);
  }
  send({ type: 'built' });

  // A slot without a database is one that shows how long the runtime takes to start.
  const outcome = session === undefined ? { ok: true } : await define(session, database, definitions);
  if (!outcome.ok) console.error(outcome.error);
  createServer({ database, url, session, queries, outcome }).listen(Number(PORT), '127.0.0.1');
}

void main();
