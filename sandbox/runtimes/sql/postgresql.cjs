'use strict';

const { Client } = require('pg');
const Cursor = require('pg-cursor');
const { fill } = require('./statements.cjs');
const { Rows } = require('./rows.cjs');

/** Every value as PostgreSQL writes it: a number in JavaScript could not hold each decimal. */
const asWritten = { getTypeParser: () => (text) => text };

/** Rows that are taken at a time. */
const BATCH = 100;

/** One session of role `app` with PostgreSQL. */
class Postgresql {
  static dialect = 'postgresql';
  /** Its connection is closed, and the next query needs another session. */
  ended = false;

  static async connect(url) {
    const client = new Client({ connectionString: url, types: asWritten });
    client.on('error', () => {
      // The next statement says that the connection is gone.
    });
    await client.connect();
    return new Postgresql(client);
  }

  constructor(client) {
    this.client = client;
  }

  /** @throws Error with PostgreSQL's words */
  async define(statement, timeoutMs) {
    await this.client.query(`SET statement_timeout = ${timeoutMs}`);
    // Asked like this PostgreSQL itself refuses more than one command, whatever our reader took the text for.
    await this.client.query({ text: statement.text, values: [], queryMode: 'extended' });
  }

  /**
   * Runs a query in a transaction that can't write and is rolled back, with every setting that the query made, in a
   * session in which no earlier one has left anything.
   * @returns {Promise<Rows>}
   * @throws Error with PostgreSQL's words
   */
  async query(statement, parameters, timeoutMs) {
    const values = [];
    const text = fill(statement, (name) => `$${values.push(String(parameters.get(name)))}`);
    // Locks of a session and what it has prepared outlive a rollback.
    await this.client.query('DISCARD ALL');
    await this.client.query('BEGIN READ ONLY');
    try {
      await this.client.query(`SET LOCAL statement_timeout = ${timeoutMs}`);
      const rows = new Rows();
      const cursor = this.client.query(new Cursor(text, values, { rowMode: 'array', types: asWritten }));
      for (let more = true; more && !rows.truncated;) {
        const { batch, fields } = await readBatch(cursor);
        rows.columns = fields.map((field) => field.name);
        for (const row of batch) rows.add(row);
        more = batch.length === BATCH;
      }
      // Closed, not left to the rollback: only then the statement's cost is counted.
      await cursor.close();
      return rows;
    } finally {
      await this.client.query('ROLLBACK');
    }
  }

  /** PostgreSQL's words, with the line of the statement that it points to. */
  static explain(error, statement) {
    const parts = [error.message, error.detail, error.hint && `Hint: ${error.hint}`];
    if (error.position)
      parts.push(
        `(line ${statement.text.slice(0, Number(error.position)).split('\n').length} of the statement)`,
      );
    return parts.filter(Boolean).join(' ');
  }

  async end() {
    this.ended = true;
    await this.client.end();
  }
}

function readBatch(cursor) {
  return new Promise((resolve, reject) => {
    cursor.read(BATCH, (error, batch, result) => {
      if (error) reject(error);
      else resolve({ batch, fields: result.fields });
    });
  });
}

module.exports = { Postgresql };
