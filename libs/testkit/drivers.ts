import type * as ioredis from 'ioredis';
import type * as mongodb from 'mongodb';
import type * as mysql from 'mysql2/promise';

interface Drivers {
  readonly ioredis: typeof ioredis;
  readonly mongodb: typeof mongodb;
  readonly 'mysql2/promise': typeof mysql;
}

/**
 * Loads a driver that lies in the judge's image (sandbox/judge/package.json). No bundle carries one, and only a suite
 * whose challenge has the service loads it, while its slot is prepared.
 */
export function loadDriver<Name extends keyof Drivers>(name: Name): Drivers[Name] {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would be bundled, or run at load
  return require(name) as Drivers[Name];
}
