import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { Health } from '@assay/contracts';
import { assay, ROOT } from './cli';
import { Browser } from './browser-session';
import { freshDatabase, needed } from './database';
import { freePort } from './own-services';

export interface StackOptions {
  /** A database that the stack has to itself. Left out: a new one on the server of TEST_DATABASE_URL. */
  readonly databaseUrl?: string;
  /** Left out: that of TEST_REDIS_URL, with a database number of its own. */
  readonly redisUrl?: string;
  readonly env?: Record<string, string>;
}

/** The platform as `npm start` runs it: API and worker as processes of their own, on a database of its own. */
export class Stack {
  readonly managerPassword = randomBytes(9).toString('base64url');
  readonly managerEmail = 'manager@assay.example';
  candidateUrl = '';
  private api: ChildProcess | undefined;
  private readonly workers: ChildProcess[] = [];
  private readonly logs: string[] = [];
  private dropDatabase: (() => Promise<void>) | undefined;

  private constructor(
    readonly url: string,
    private readonly env: Record<string, string>,
  ) {}

  /** Migrated, seeded, API and one worker up, health ready. */
  static async start(options: StackOptions = {}): Promise<Stack> {
    const port = await freePort();
    const url = `http://localhost:${String(port)}`;
    const database =
      options.databaseUrl === undefined
        ? await freshDatabase()
        : { url: options.databaseUrl, drop: undefined };
    const stack = new Stack(url, {
      DATABASE_URL: database.url,
      REDIS_URL: options.redisUrl ?? ownRedisDatabase(),
      PORT: String(port),
      PUBLIC_URL: url,
      SESSION_SECRET: randomBytes(32).toString('hex'),
      NODE_ENV: 'test',
      LOG_LEVEL: 'warn',
      ...options.env,
    });
    stack.dropDatabase = database.drop;
    await stack.command('migrate');
    const seeded = await stack.command('seed', { DEMO_MANAGER_PASSWORD: stack.managerPassword });
    stack.candidateUrl = (
      JSON.parse(seeded.trim().split('\n').at(-1) ?? '{}') as { candidateUrl: string }
    ).candidateUrl;
    stack.startApi();
    stack.startWorker();
    await stack.untilReady();
    return stack;
  }

  startApi(): ChildProcess {
    this.api = this.process('api');
    return this.api;
  }

  /** @param env what this worker is told otherwise */
  startWorker(env: Record<string, string> = {}): ChildProcess {
    const worker = this.process('worker', env);
    this.workers.push(worker);
    return worker;
  }

  get workerPids(): number[] {
    return this.workers.flatMap((worker) => (worker.pid === undefined ? [] : [worker.pid]));
  }

  /** Sends a signal to every worker and waits until they are gone. */
  async endWorkers(signal: NodeJS.Signals): Promise<void> {
    await Promise.all(this.workers.splice(0).map((worker) => ended(worker, signal)));
  }

  /** The health document, whatever its status; undefined when nobody answers. */
  async health(): Promise<Health | undefined> {
    try {
      const response = await fetch(`${this.url}/api/health`);
      return (await response.json()) as Health;
    } catch {
      return undefined;
    }
  }

  async untilReady(ms = 60_000): Promise<void> {
    const until = Date.now() + ms;
    for (;;) {
      const health = await this.health();
      if (health?.status === 'ready') return;
      if (Date.now() > until)
        throw new Error(
          `the platform is not ready: ${JSON.stringify(health)}\n${this.logs.join('').slice(-6_000)}`,
        );
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  get databaseUrl(): string {
    return this.env['DATABASE_URL'] ?? '';
  }

  /** A client with no cookies yet. */
  browser(): Browser {
    return new Browser(this.url);
  }

  /** A signed-in manager. */
  async manager(): Promise<Browser> {
    const browser = this.browser();
    await browser.post('/api/sessions', { email: this.managerEmail, password: this.managerPassword });
    return browser;
  }

  /** What API and worker wrote. */
  get output(): string {
    return this.logs.join('');
  }

  /** Stops everything and drops the database. */
  async stop(): Promise<void> {
    await this.endWorkers('SIGTERM');
    if (this.api !== undefined) await ended(this.api, 'SIGTERM');
    await this.dropDatabase?.();
  }

  private async command(name: string, env: Record<string, string> = {}): Promise<string> {
    const result = await assay([name], { ...this.env, ...env });
    if (result.code !== 0)
      throw new Error(`assay ${name} ended with ${String(result.code)}: ${result.stderr}`);
    return result.stdout;
  }

  private process(app: 'api' | 'worker', env: Record<string, string> = {}): ChildProcess {
    const child = spawn(process.execPath, [path.join(ROOT, `dist/apps/${app}/main.js`)], {
      cwd: ROOT,
      env: { ...process.env, ...this.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => this.logs.push(`${app}: ${chunk.toString('utf8')}`));
    }
    return child;
  }
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  const forced = setTimeout(() => child.kill('SIGKILL'), 20_000);
  await gone;
  clearTimeout(forced);
}

let redisDatabases = 0;

/** Redis has sixteen databases; stacks of one process take one after the other. */
function ownRedisDatabase(): string {
  const server = needed('TEST_REDIS_URL');
  const url = new URL(server);
  redisDatabases = (redisDatabases % 15) + 1;
  url.pathname = `/${String(redisDatabases)}`;
  return url.href;
}
