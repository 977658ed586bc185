import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Pool, types, type QueryResult, type QueryResultRow } from 'pg';

// A date is a day, not a moment in some time zone: keep it as PostgreSQL writes it.
types.setTypeParser(types.builtins.DATE, (text) => text);

@Injectable()
export class Database implements OnModuleDestroy {
  private readonly pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 10 });

  query<Row extends QueryResultRow>(sql: string, params: unknown[] = []): Promise<QueryResult<Row>> {
    return this.pool.query<Row>(sql, params);
  }

  async onModuleDestroy(): Promise<void> {
    await this.pool.end();
  }
}

/** Whether a statement failed because of this constraint. */
export function violates(error: unknown, constraint: string): boolean {
  return error instanceof Error && 'constraint' in error && error.constraint === constraint;
}
