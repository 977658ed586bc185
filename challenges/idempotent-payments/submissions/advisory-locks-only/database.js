const { Pool, types } = require('pg');

// bigint columns as numbers: every balance here is below 2^53.
types.setTypeParser(types.builtins.INT8, Number);

const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 10 });

/** Runs SQL at start. The copies of the service take turns, so CREATE TABLE IF NOT EXISTS is safe here. */
async function migrate(sql) {
  await transaction(async (client) => {
    await client.query('SELECT pg_advisory_xact_lock(4711)');
    await client.query(sql);
  });
}

/** Runs the work in one transaction: committed when it returns, rolled back when it throws. */
async function transaction(work) {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

module.exports = { pool, migrate, transaction };
