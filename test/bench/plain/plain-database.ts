import { randomBytes } from 'node:crypto';
import type { SuiteService } from '@assay/contracts';
import type { Leftovers } from '../leftovers';
import { freePort } from '../ports';
import { POSTGRES_UID, type PlainMachine } from './machine';
import { end, tailOf } from './plain-process';

const POSTGRES = '/usr/lib/postgresql/17/bin/postgres';
const START_MS = 30_000;

/** PostgreSQL with a challenge's base data and the settings of a slot's, as a plain process that listens on loopback. */
export class PlainDatabase {
  private constructor(
    private readonly machine: PlainMachine,
    private readonly template: string,
    private readonly passwords: { readonly app: string; readonly suite: string },
    private readonly leftovers: Leftovers,
  ) {}

  /** Makes the copy that each round's is copied from: the base data with its two passwords set. */
  static async open(machine: PlainMachine, image: string, leftovers: Leftovers): Promise<PlainDatabase> {
    const passwords = { app: randomBytes(16).toString('hex'), suite: randomBytes(16).toString('hex') };
    const template = `/var/lib/assay/${image.replace(/^.*:/, '')}`;
    leftovers.add('a plain database', () => machine.remove(template));
    await machine.unpackData(image, template);
    const single = machine.start([POSTGRES, '--single', '-D', template, 'postgres'], {
      uid: POSTGRES_UID,
      env: {},
    });
    const said = tailOf(single);
    single.stdout.resume();
    single.stdin.end(
      `ALTER ROLE app PASSWORD '${passwords.app}'\nALTER ROLE suite PASSWORD '${passwords.suite}'\n`,
    );
    const code = await new Promise<number | null>((resolve) => single.once('close', resolve));
    if (code !== 0) throw new Error(`PostgreSQL refused the passwords: ${said()}`);
    return new PlainDatabase(machine, template, passwords, leftovers);
  }

  /** A fresh copy, up and listening. */
  async start(): Promise<RunningDatabase> {
    const { machine, passwords } = this;
    const data = `${this.template}-round`;
    await machine.copy(this.template, data);
    const port = await freePort();
    const server = machine.start([POSTGRES, '-D', data, '-p', String(port)], {
      uid: POSTGRES_UID,
      env: { TZ: 'UTC' },
    });
    const stop = this.leftovers.add('a plain PostgreSQL', async () => {
      // At once: what it holds is thrown away.
      await end(server, 'SIGQUIT');
      await machine.remove(data);
    });
    server.stdout.resume();
    const said = tailOf(server);
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new Error(`PostgreSQL did not listen within ${START_MS / 1000} s: ${said()}`));
      }, START_MS);
      server.stderr.on('data', () => {
        if (!said().includes('ready to accept connections')) return;
        clearTimeout(timer);
        resolve();
      });
      server.once('exit', () => {
        clearTimeout(timer);
        reject(new Error(`PostgreSQL ended at its start: ${said()}`));
      });
    });
    return {
      url: `postgres://app:${passwords.app}@127.0.0.1:${port}/app`,
      // Over its socket, as in a slot.
      suite: { host: '/run/judge', port, database: 'app', user: 'suite', password: passwords.suite },
      stop,
    };
  }
}

export interface RunningDatabase {
  /** The program's DATABASE_URL. */
  readonly url: string;
  readonly suite: SuiteService;
  readonly stop: () => Promise<unknown>;
}
