/**
 * Caps of the judge's side. The first two repeat `@assay/contracts`: a bundled suite would otherwise carry zod into
 * every judge. `limits.spec.ts` holds them equal.
 */

/** Longest frame that a judge sends, bytes. */
export const FRAME_MAX = 128 * 1024;

/** Longest text in one field of a result, UTF-16 units. */
export const TEXT_MAX = 16_384;

/** Longest body that the HTTP client takes, bytes. */
export const BODY_MAX = 1024 * 1024;

/** Longest header block that the HTTP client takes, bytes. */
export const HEADERS_MAX = 16 * 1024;

/** Most headers that the HTTP client takes. */
export const HEADER_COUNT_MAX = 128;

/** Most interim answers (1xx) before the one that was asked for. */
export const INTERIM_MAX = 32;

/** Most bytes that may come for one request: a body in small chunks, its headers, and what stands around them. */
export const WIRE_MAX = 4 * 1024 * 1024;

/** Time one request may take in all, milliseconds, unless the suite says otherwise. */
export const REQUEST_MS = 5_000;

/** Time one test may take, milliseconds, unless the suite says otherwise. */
export const TEST_MS = 10_000;

/** Time one fixture may take, milliseconds. */
export const FIXTURE_MS = 15_000;

/** Longest answer of a service to one statement or command, bytes. */
export const RESULT_MAX = 16 * 1024 ** 2;

/** Most keys that a suite lists in Redis. */
export const KEYS_MAX = 10_000;

/** Most documents of one answer of MongoDB. */
export const DOCUMENTS_MAX = 10_000;

/** Time that a service may take for one statement or command of the suite, milliseconds. */
export const STATEMENT_MS = 5_000;
