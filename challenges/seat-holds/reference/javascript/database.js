const { createPool } = require('mysql2/promise');

const pool = createPool({ uri: process.env.MYSQL_URL, connectionLimit: 10, timezone: 'Z' });

/**
 * Runs the work in one transaction: committed when it returns, rolled back when it throws. At READ COMMITTED each
 * statement sees what was committed before it, and locks rows, but not the gaps between them.
 */
async function transaction(work) {
  const connection = await pool.getConnection();
  try {
    await connection.query('SET TRANSACTION ISOLATION LEVEL READ COMMITTED');
    await connection.beginTransaction();
    const result = await work(connection);
    await connection.commit();
    return result;
  } catch (error) {
    await connection.rollback();
    throw error;
  } finally {
    connection.release();
  }
}

module.exports = { pool, transaction };
