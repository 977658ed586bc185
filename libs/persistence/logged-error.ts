/** What a failed statement brings along of those whose data it was about. */
const PARTS_WITH_DATA: ReadonlySet<string> = new Set(['parameters', 'driverError', 'detail', 'where']);

/**
 * What a log keeps of an error, as pino has written it out: of a failed statement not its parameters, which are
 * candidates' files, names and hashes of sessions.
 */
export function loggedError(error: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(error).filter(([name]) => !PARTS_WITH_DATA.has(name)));
}
