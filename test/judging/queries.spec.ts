import path from 'node:path';
import { loadChallenge, type LoadedChallenge } from '@assay/challenges';
import type { Verdict } from '@assay/contracts';
import { createJudging, type Judging } from '@assay/judging';
import { ROOT } from '../support/cli';
import { describeWithImage } from '../support/images';
import { sandboxOptions } from '../support/sandbox';

jest.setTimeout(120_000);

const REPORT = 'SELECT n, price, note FROM things WHERE kind = :kind ORDER BY n';
const INDEX = 'CREATE INDEX things_of_kind ON things (kind)';

let judging: Judging;
let challenge: LoadedChallenge;
beforeAll(async () => {
  judging = await createJudging(sandboxOptions());
  const loaded = await loadChallenge(path.join(ROOT, 'test/fixtures/challenges/query-trial'));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults, null, 2));
  challenge = loaded.challenge;
});
afterAll(() => judging.close());

describe.each(['postgresql', 'mariadb'])('SQL for %s', (service) => {
  describeWithImage(['runtime-sql', `service-${service}`], 'with its images', () => {
    const judge = (report: string, indexes = INDEX): Promise<Verdict> =>
      judging.judge({
        challenge,
        language: `sql-${service}`,
        files: [
          { path: 'report.sql', content: report },
          { path: 'indexes.sql', content: indexes },
        ],
        seed: 'queries-1',
        mode: 'submission',
      });
    const choose = <T>(postgresql: T, mariadb: T): T => (service === 'postgresql' ? postgresql : mariadb);
    const said = (verdict: Verdict, id: string): string =>
      verdict.tests.find((test) => test.id === id)?.message ?? '';

    it('a right and indexed report gets all points', async () => {
      const verdict = await judge(REPORT);
      expect(verdict.tests.filter((test) => test.status !== 'passed')).toEqual([]);
      expect(verdict.score).toBe(100);
    });

    it('without its index it costs what it touches', async () => {
      const verdict = await judge(REPORT, '-- none');
      expect(said(verdict, 'cost')).toMatch(
        choose(/touches 1\d\d and 1\d\d,/, /touches 200\d\d and 200\d\d,/),
      );
      expect(verdict.score).toBe(60);
    });

    it('the database’s words are shown', async () => {
      const verdict = await judge('SELECT n,\n nothing FROM things', 'CREATE INDEX i ON things (nowhere)');
      expect(said(verdict, 'rows')).toContain(
        choose('column "nothing" does not exist (line 2 of the statement)', "Unknown column 'nothing'"),
      );
      expect(said(verdict, 'definitions')).toContain('indexes.sql, statement 1: ');
      expect(said(verdict, 'definitions')).toContain('nowhere');
    });

    it('more than one statement is a build failure', async () => {
      const verdict = await judge(`${REPORT};\nDROP TABLE things`);
      expect(verdict).toMatchObject({
        status: 'build-failed',
        diagnostics: [{ file: 'report.sql', line: 2, column: 1 }],
      });
    });

    it('a query changes nothing', async () => {
      const report = choose(
        `WITH gone AS (DELETE FROM things RETURNING n) SELECT n FROM gone`,
        `SELECT n, price, note FROM things INTO OUTFILE '/tmp/things'`,
      );
      expect(said(await judge(report), 'rows')).toMatch(choose(/read-only/, /Access denied/));
    });

    it('rows and time have caps', async () => {
      const endless = choose('SELECT generate_series(1, 1000000000)', 'SELECT seq FROM seq_1_to_1000000000');
      expect(said(await judge(endless), 'rows')).toContain('more rows');
      const slow = choose('SELECT pg_sleep(60)', 'SELECT COUNT(*) FROM things a, things b, things c');
      expect(said(await judge(slow), 'rows')).toMatch(/timeout|max_statement_time/);
    });

    it('nothing that a session keeps is there for the next query', async () => {
      const kept = choose(
        `WITH seen AS MATERIALIZED (SELECT coalesce(current_setting('kept.note', true), '') AS before),
              keep AS MATERIALIZED (SELECT set_config('kept.note', before || 'kept', false) FROM seen)
         SELECT n, price, note || before AS note FROM things, seen, keep WHERE kind = :kind ORDER BY n`,
        `SELECT n, price, CONCAT(note, seen) AS note
           FROM (SELECT COALESCE(@kept, '') AS seen, @kept := 'kept' AS keep) AS session, things
          WHERE kind = :kind ORDER BY n`,
      );
      const verdict = await judge(kept);
      expect(verdict.tests.filter((test) => test.status !== 'passed')).toEqual([]);
    });

    it('what is counted is out of reach', async () => {
      const report = choose(
        'SELECT judging.pg_stat_statements_reset()',
        "SELECT rows_read FROM information_schema.user_statistics WHERE user <> 'app'",
      );
      expect(said(await judge(report), 'rows')).toMatch(
        choose(/permission denied for schema judging/, /"rows":\[\]/),
      );
    });
  });
});
