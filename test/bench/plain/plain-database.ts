import { randomBytes } from 'node:crypto';
import type { SuiteService } from '@assay/contracts';
import type { ServicePlan } from '@assay/sandbox';
import type { Leftovers } from '../leftovers';
import { freePort } from '../ports';
import { end, tailOf } from './plain-process';
import type { PlainRoot } from './plain-root';
import type { PlainRoots } from './plain-roots';
import { run } from './run';

const IMAGE = 'assay/service-postgresql:latest';
const POSTGRES = '/usr/lib/postgresql/17/bin/postgres';
/** Who it runs as in its image. */
const POSTGRES_UID = 5432;
const DATA = '/var/lib/assay/data';
const START_MS = 30_000;

/** PostgreSQL with a challenge's base data and the settings of a slot's, as a plain process that listens on loopback. */
export class PlainDatabase {
  private constructor(
    private readonly root: PlainRoot,
    private readonly service: ServicePlan,
    private readonly template: string,
    private readonly passwords: { readonly app: string; readonly suite: string },
    private readonly leftovers: Leftovers,
  ) {}

  /**
   * Makes the copy that each round's is copied from: the base data with its two passwords set.
   * @param service a PostgreSQL, as slots have it
   */
  static async open(roots: PlainRoots, service: ServicePlan, leftovers: Leftovers): Promise<PlainDatabase> {
    const root = await roots.of(IMAGE);
    const passwords = { app: randomBytes(16).toString('hex'), suite: randomBytes(16).toString('hex') };
    const template = `/var/lib/assay/${service.image.replace(/^.*:/, '')}`;
    leftovers.add('a plain database', () => root.remove(template));
    await roots.take(service.image, DATA, root.path(template));
    await root.own(template, POSTGRES_UID);
    await run('chmod', ['-R', 'u+rwX,go-rwx', root.path(template)]);
    const single = root.start([POSTGRES, '--single', '-D', template, 'postgres'], {
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
    return new PlainDatabase(root, service, template, passwords, leftovers);
  }

  /** A fresh copy, up and listening. */
  async start(): Promise<RunningDatabase> {
    const { root, passwords } = this;
    const data = `${this.template}-round`;
    await root.copy(this.template, data);
    const port = await freePort();
    const server = root.start([POSTGRES, '-D', data, '-p', String(port)], {
      uid: POSTGRES_UID,
      env: { TZ: 'UTC' },
    });
    const stop = this.leftovers.add('a plain PostgreSQL', async () => {
      // At once: what it holds is thrown away.
      await end(server, 'SIGQUIT');
      await root.remove(data);
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
      environment: Object.fromEntries(
        Object.entries(this.service.environment).map(([name, value]) => [
          name,
          value
            .replaceAll('{{app}}', passwords.app)
            .replaceAll(`127.0.0.1:${this.service.port}`, `127.0.0.1:${port}`),
        ]),
      ),
      // Over its socket, as in a slot.
      suite: { host: '/run/judge', port, database: 'app', user: 'suite', password: passwords.suite },
      stop,
    };
  }
}

export interface RunningDatabase {
  /** What the program is told of it. */
  readonly environment: Readonly<Record<string, string>>;
  readonly suite: SuiteService;
  readonly stop: () => Promise<unknown>;
}
