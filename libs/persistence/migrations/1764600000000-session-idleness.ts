import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a manager's session was last used, so that one that is left alone ends. */
export class SessionIdleness1764600000000 implements MigrationInterface {
  readonly name = 'SessionIdleness1764600000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE manager_sessions ADD seen_at timestamptz(3)`);
    await runner.query(`UPDATE manager_sessions SET seen_at = rotated_at`);
    await runner.query(`ALTER TABLE manager_sessions ALTER COLUMN seen_at SET NOT NULL`);
    await runner.query(`CREATE INDEX ix_manager_sessions_user_id ON manager_sessions (user_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX ix_manager_sessions_user_id`);
    await runner.query(`ALTER TABLE manager_sessions DROP COLUMN seen_at`);
  }
}
