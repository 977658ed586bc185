/**
 * A copy of a value that PostgreSQL's jsonb takes: what a subject prints may hold NUL characters and lone
 * surrogates, which jsonb refuses. Both become U+FFFD.
 */
export function storable<T>(value: T): T {
  return scrub(value) as T;
}

function scrub(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed().replaceAll('\0', '\uFFFD');
  if (Array.isArray(value)) return value.map(scrub);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [scrub(key), scrub(inner)]));
  }
  return value;
}
