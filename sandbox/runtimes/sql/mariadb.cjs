'use strict';

const mysql = require('mysql2');
const { fill } = require('./statements.cjs');
const { Rows } = require('./rows.cjs');

/** One session of role `app` with MariaDB. */
class Mariadb {
  static dialect = 'mariadb';
  /** Its connection is closed, and the next query needs another session. */
  ended = false;

  static async connect(url) {
    const connection = mysql.createConnection({
      uri: url,
      charset: 'utf8mb4',
      timezone: 'Z',
      // Every value as MariaDB writes it: a number in JavaScript could not hold each decimal.
      typeCast: (field) => field.string(),
      rowsAsArray: true,
    });
    connection.on('error', () => {
      // The next statement says that the connection is gone.
    });
    const session = new Mariadb(connection);
    await session.run('SELECT 1');
    return session;
  }

  constructor(connection) {
    this.connection = connection;
  }

  /** @throws Error with MariaDB's words */
  async define(statement, timeoutMs) {
    await this.run(`SET max_statement_time = ${timeoutMs / 1000}`);
    await this.run(statement.text);
  }

  /**
   * Runs a query in a transaction that can't write, in a session in which no earlier one has left a variable.
   * @returns {Promise<Rows>}
   * @throws Error with MariaDB's words
   */
  async query(statement, parameters, timeoutMs) {
    const text = fill(statement, (name) => this.connection.escape(parameters.get(name)));
    await new Promise((resolve, reject) => {
      this.connection.reset((error) => (error ? reject(error) : resolve()));
    });
    await this.run(`SET max_statement_time = ${timeoutMs / 1000}`);
    await this.run('START TRANSACTION READ ONLY');
    try {
      return await this.run(text);
    } finally {
      if (!this.ended) await this.run('ROLLBACK');
    }
  }

  /** Runs one statement and takes its rows, as many as may be. */
  run(text) {
    return new Promise((resolve, reject) => {
      const rows = new Rows();
      this.connection
        .query(text)
        .on('fields', (fields) => {
          rows.columns = (fields ?? []).map((field) => field.name);
        })
        .on('result', (row) => {
          if (!Array.isArray(row) || this.ended) return;
          rows.add(row);
          if (!rows.truncated) return;
          // Only by leaving can a client make MariaDB stop.
          this.end();
          resolve(rows);
        })
        .on('error', reject)
        .on('end', () => resolve(rows));
    });
  }

  /** MariaDB's words name the line by themselves. */
  static explain(error) {
    return error.sqlMessage ?? error.message;
  }

  end() {
    this.ended = true;
    this.connection.destroy();
  }
}

module.exports = { Mariadb };
