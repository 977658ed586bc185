const { Pool, types } = require('pg');

// A date is a day, not a moment in some time zone: keep it as PostgreSQL writes it.
types.setTypeParser(types.builtins.DATE, (text) => text);

const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 10 });

/** Whether a statement failed because of this constraint. */
function violates(error, constraint) {
  return error instanceof Error && 'constraint' in error && error.constraint === constraint;
}

module.exports = { pool, violates };
