const { createPool } = require('mysql2/promise');

const pool = createPool({ uri: process.env.MYSQL_URL, connectionLimit: 10, timezone: 'Z' });

/**
 * Runs the work in one transaction, when nobody else works on this show: committed when it returns, rolled back when it
 * throws. At READ COMMITTED each statement sees what was committed before it.
 */
async function transaction(showId, work) {
  const connection = await pool.getConnection();
  try {
    await connection.query('SELECT GET_LOCK(?, 60)', [`show ${showId}`]);
    await connection.query('SET TRANSACTION ISOLATION LEVEL READ COMMITTED');
    await connection.beginTransaction();
    const result = await work(connection);
    await connection.commit();
    return result;
  } catch (error) {
    await connection.rollback();
    throw error;
  } finally {
    await connection.query('SELECT RELEASE_LOCK(?)', [`show ${showId}`]);
    connection.release();
  }
}

module.exports = { pool, transaction };
