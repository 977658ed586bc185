import type { Platform } from '../../support/platform';

/** Everything that the database holds, in short: two that are equal have seen no change between them. */
export async function snapshot({ dataSource }: Platform): Promise<Record<string, string>> {
  const tables = await dataSource.query<{ name: string }[]>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1`,
  );
  const seen: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await dataSource.query<{ sum: string }[]>(
      `SELECT count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))), '') AS sum FROM ${name} t`,
    );
    seen[name] = row?.sum ?? '';
  }
  return seen;
}
