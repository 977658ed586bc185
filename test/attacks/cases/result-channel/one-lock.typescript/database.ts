import { createPool, type PoolConnection } from 'mysql2/promise';

export const pool = createPool({ uri: process.env.MYSQL_URL, connectionLimit: 10, timezone: 'Z' });

/** A pool or one of its connections. */
export type Connection = Pick<PoolConnection, 'query'>;

/**
 * Runs the work in one transaction: committed when it returns, rolled back when it throws. At READ COMMITTED each
 * statement sees what was committed before it, and locks rows, but not the gaps between them.
 */
export async function transaction<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
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
