/** Codes of node, of PostgreSQL (connection lost, shutting down, starting, too many connections, table not there yet). */
const AWAY = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN'],
  ...['08000', '08003', '08006', '57P01', '57P02', '57P03', '53300', '42P01'],
]);

/** Whether an error says that the database can not be reached now, as opposed to having refused a statement. */
export function isDatabaseAway(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false;
  if ('code' in thrown && typeof thrown.code === 'string' && AWAY.has(thrown.code)) return true;
  if (thrown instanceof AggregateError && thrown.errors.some(isDatabaseAway)) return true;
  // Neither pg nor TypeORM gives these a code.
  return /Connection terminated|timeout exceeded when trying to connect|is not initialized|not queryable|connection error/i.test(
    thrown.message,
  );
}
