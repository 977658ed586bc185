import { createRequire } from 'node:module';
import path from 'node:path';
import { ROOT } from '../support/cli';

interface Statement {
  readonly text: string;
  readonly parameters: readonly { readonly name: string }[];
}
interface Statements {
  readonly readQuery: (text: string, dialect: string) => Statement;
  readonly readDefinitions: (text: string, dialect: string) => Statement[];
  readonly fill: (statement: Statement, write: (name: string) => string) => string;
}

const { readQuery, readDefinitions, fill } = createRequire(__filename)(
  path.join(ROOT, 'sandbox/runtimes/sql/statements.cjs'),
) as Statements;

const filled = (text: string, dialect: string): string =>
  fill(readQuery(text, dialect), (name) => `<${name}>`);

/** How the SQL runtime reads files before the database sees them. */
describe('a query', () => {
  it.each(['postgresql', 'mariadb'])(
    'has named parameters, but not in texts and comments (%s)',
    (dialect) => {
      const text = `SELECT ':no', "a:no", 'it''s :no' -- :no\n FROM t /* :no ; */ WHERE a = :yes AND b = :yes;`;
      expect(filled(text, dialect)).toBe(text.replaceAll(':yes', '<yes>').slice(0, -1));
    },
  );

  it('knows the casts, the dollar quotes and the nested comments of PostgreSQL', () => {
    const text = `SELECT :month::date, $a$ ; :no $a$, E'\\' ; :no' /* /* ; */ :no */ FROM t`;
    expect(filled(text, 'postgresql')).toBe(text.replace(':month', '<month>'));
  });

  it('knows the escapes, the back quotes and the hashes of MariaDB', () => {
    const text = 'SELECT \'\\\' ; :no\', "\\" ; :no", `;:no` # ; :no\n FROM t WHERE a = :yes';
    expect(filled(text, 'mariadb')).toBe(text.replace(':yes', '<yes>'));
  });

  it.each([
    ['postgresql', 'SELECT 1; SELECT 2', 1, 'more than one statement'],
    ['postgresql', "SELECT 'a';\n-- well\nDROP TABLE t", 3, 'more than one statement'],
    ['postgresql', '-- nothing\n', 1, 'no statement'],
    ['postgresql', '\n\\timing\nSELECT 1', 2, 'psql'],
    ['postgresql', "SELECT 1,\n 'open", 2, 'no end'],
    ['postgresql', 'SELECT /* open', 1, 'no end'],
    ['postgresql', 'SELECT $x$ open', 1, 'no end'],
    ['postgresql', 'DELETE FROM orders', 1, 'must be a query'],
    ['mariadb', 'SET STATEMENT max_statement_time = 0 FOR SELECT 1', 1, 'must be a query'],
    ['mariadb', 'SELECT 1 /*!50000 INTO OUTFILE */', 1, 'not taken'],
    ['mariadb', 'SELECT 1 /*M! INTO OUTFILE */', 1, 'not taken'],
  ])('is refused in %s: %s', (dialect, text, line, words) => {
    expect(() => readQuery(text, dialect)).toThrow(
      expect.objectContaining({ line, message: expect.stringContaining(words) as string }) as Error,
    );
  });
});

describe('definitions', () => {
  it('are indexes and what the planner knows', () => {
    const text = 'CREATE INDEX a ON t (b); create unique index c ON t (d);\n-- last\nANALYZE t;';
    expect(readDefinitions(text, 'postgresql').map((statement) => statement.text.trim())).toHaveLength(3);
    expect(readDefinitions('-- none', 'postgresql')).toEqual([]);
    expect(readDefinitions('ANALYZE TABLE t', 'mariadb')).toHaveLength(1);
  });

  // What the database would take for a statement of its own, and a careless reader for something else.
  it.each([
    ['postgresql', 'ANALYZE a --\r; DROP TABLE b'],
    ['postgresql', "CREATE INDEX i ON a (b) WHERE c <> E'x'\n'\\''; DROP TABLE b --'"],
    ['postgresql', "CREATE INDEX i ON a (b) WHERE c <> e'x' -- on\n /* and */ '\\''; DROP TABLE b --'"],
    ['postgresql', "ANALYZE a; $é$ ' $é$; DROP TABLE b --'"],
    ['postgresql', "CREATE INDEX i ON a (b) WHERE c <> 1$$ ' $$; DROP TABLE b --'"],
    ['postgresql', "CREATE INDEX i ON a ((b || '\\')); DROP TABLE b --'))"],
    ['postgresql', 'CREATE INDEX i ON a (b) /* /* */ ; */ ; DROP TABLE b'],
    ['postgresql', '\u00a0CREATE INDEX i ON a (b)'],
    ['mariadb', "CREATE INDEX i ON a (b) COMMENT '\\'; DROP TABLE b --\u0001'\n; DROP TABLE c"],
    ['mariadb', "ANALYZE TABLE a --\u0001 '\n; DROP TABLE b -- '"],
    ['mariadb', 'ANALYZE TABLE a --\u00a0/*! ; */'],
  ])('hide nothing in %s: %j', (dialect, text) => {
    expect(() => readDefinitions(text, dialect)).toThrow();
  });

  it('take a carriage return for the end of a line where the database does', () => {
    expect(readDefinitions('-- all of them\rANALYZE a', 'postgresql')).toHaveLength(1);
    expect(readDefinitions('-- all of them\r\nANALYZE a;\r\n', 'postgresql')).toHaveLength(1);
    expect(readDefinitions('-- all of them\rANALYZE TABLE a', 'mariadb')).toHaveLength(0);
    expect(readDefinitions("CREATE INDEX i ON a (b) WHERE c IN (E'x', 'y')", 'postgresql')).toHaveLength(1);
    expect(readDefinitions("CREATE INDEX i ON a (b) WHERE c <> 'x'\n'y'", 'postgresql')).toHaveLength(1);
  });

  it.each([
    ['postgresql', 'CREATE MATERIALIZED VIEW v AS SELECT 1'],
    ['postgresql', 'CREATE FUNCTION f() RETURNS int AS $$ SELECT 1; $$ LANGUAGE sql'],
    ['postgresql', 'CREATE TABLE t (a int)'],
    ['postgresql', 'CREATE OR REPLACE FUNCTION index() RETURNS int LANGUAGE sql RETURN 1'],
    ['postgresql', 'CREATE INDEXES'],
    ['postgresql', 'INSERT INTO t VALUES (1)'],
    ['mariadb', 'ANALYZE SELECT 1'],
    ['mariadb', 'CREATE TRIGGER a AFTER INSERT ON t FOR EACH ROW SET @a = 1'],
  ])('are nothing else in %s: %s', (dialect, text) => {
    expect(() =>
      readDefinitions(`ANALYZE${dialect === 'mariadb' ? ' TABLE t' : ''};\n${text}`, dialect),
    ).toThrow(
      expect.objectContaining({
        line: 2,
        message: expect.stringContaining('may stand in this file') as string,
      }) as Error,
    );
  });
});
