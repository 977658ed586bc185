import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { connectEngine } from '@assay/sandbox';
import type Docker from 'dockerode';
import Redis from 'ioredis';
import { Client } from 'pg';

const docker = connectEngine(process.env['DOCKER_HOST']);

/** A PostgreSQL or Redis container of one test's own, from the images of docker-compose.yml, that it may restart. */
export class OwnService {
  private constructor(
    private readonly container: Docker.Container,
    private readonly network: Docker.Network,
    readonly url: string,
    private readonly ready: () => Promise<void>,
  ) {}

  static async postgresql(): Promise<OwnService> {
    const password = randomBytes(12).toString('hex');
    const port = await freePort();
    const { container, network } = await start('assay/service-postgresql:latest', port, 5432, {
      env: [`ASSAY_POSTGRES_PASSWORD=${password}`],
      tmpfs: { '/run/postgresql': 'uid=5432,gid=5432,mode=0700' },
      owner: 5432,
    });
    const url = `postgres://assay:${password}@127.0.0.1:${String(port)}/assay`;
    const service = new OwnService(container, network, url, async () => {
      const client = new Client({ connectionString: url, connectionTimeoutMillis: 1_000 });
      try {
        await client.connect();
        await client.query('SELECT 1');
      } finally {
        await client.end().catch(() => undefined);
      }
    });
    await service.untilReady();
    return service;
  }

  static async redis(): Promise<OwnService> {
    const password = randomBytes(12).toString('hex');
    const port = await freePort();
    const { container, network } = await start('assay/service-redis:latest', port, 6379, {
      env: [`ASSAY_REDIS_PASSWORD=${password}`],
      tmpfs: { '/run/redis': 'uid=6379,gid=6379,mode=0700' },
      owner: 6379,
    });
    const url = `redis://:${password}@127.0.0.1:${String(port)}/0`;
    const service = new OwnService(container, network, url, async () => {
      const client = new Redis(url, {
        lazyConnect: true,
        maxRetriesPerRequest: 0,
        retryStrategy: () => null,
      });
      client.on('error', () => undefined);
      try {
        await client.connect();
        await client.ping();
      } finally {
        client.disconnect();
      }
    });
    await service.untilReady();
    return service;
  }

  /** Kills it at once, as a machine that loses power would. */
  async kill(): Promise<void> {
    await this.container.kill({ signal: 'SIGKILL' });
    await this.container.wait();
  }

  /** Starts it again on the same port, with the data that was on its disk, and waits until it answers. */
  async startAgain(): Promise<void> {
    await this.container.start();
    await this.untilReady();
  }

  /** Redis only: throws all data away, on disk too, and restarts. */
  async loseEverything(): Promise<void> {
    const client = new Redis(this.url, { maxRetriesPerRequest: 1 });
    client.on('error', () => undefined);
    await client.flushall();
    client.disconnect();
    await this.kill();
    await this.startAgain();
  }

  async remove(): Promise<void> {
    await this.container.remove({ force: true, v: true });
    await this.network.remove();
  }

  private async untilReady(): Promise<void> {
    const until = Date.now() + 60_000;
    for (;;) {
      try {
        await this.ready();
        return;
      } catch (error) {
        if (Date.now() > until) throw error;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  }
}

async function start(
  image: string,
  hostPort: number,
  port: number,
  options: { env: string[]; tmpfs: Record<string, string>; owner: number },
): Promise<{ container: Docker.Container; network: Docker.Network }> {
  const network = await docker.createNetwork({
    Name: `assay-test-${String(hostPort)}`,
    Labels: { 'assay.test': 'own-service' },
  });
  const container = await docker.createContainer({
    Image: image,
    Cmd: ['platform-entrypoint.sh'],
    Env: options.env,
    Labels: { 'assay.test': 'own-service' },
    ExposedPorts: { [`${String(port)}/tcp`]: {} },
    // An anonymous volume: it outlives a kill and goes with the container.
    Volumes: { '/var/lib/assay/platform': {} },
    HostConfig: {
      NetworkMode: network.id,
      PortBindings: { [`${String(port)}/tcp`]: [{ HostIp: '127.0.0.1', HostPort: String(hostPort) }] },
      Tmpfs: options.tmpfs,
    },
  });
  await container.start();
  return { container, network };
}

/** A TCP port of the loopback that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port could be had');
  return address.port;
}
