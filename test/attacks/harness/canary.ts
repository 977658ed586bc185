import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

/**
 * What an escape would reach on the host: a file, a port on every address, and a Unix socket. Each is there to be hit, and
 * nothing else is aimed at.
 */
export class Canary {
  /** What stands in the file and is told to whoever connects. Nothing but an escape can learn it. */
  readonly secret = `canary-${randomBytes(16).toString('hex')}`;
  /** What was done to it, in words. */
  readonly hits: string[] = [];
  private readonly servers: net.Server[] = [];

  private constructor(private readonly folder: string) {}

  static async open(): Promise<Canary> {
    const canary = new Canary(await mkdtemp(path.join(os.tmpdir(), 'assay-canary-')));
    await writeFile(canary.file, canary.secret);
    await canary.listen({ host: '0.0.0.0', port: 0 }, 'its port');
    await canary.listen({ path: canary.socket }, 'its socket');
    return canary;
  }

  get file(): string {
    return path.join(this.folder, 'secret');
  }

  get socket(): string {
    return path.join(this.folder, 'canary.sock');
  }

  get port(): number {
    return (this.servers[0]?.address() as net.AddressInfo).port;
  }

  /** A file's text with what it must know of the canary to aim at it. */
  aim(text: string): string {
    return text
      .replaceAll('{{canary.file}}', this.file)
      .replaceAll('{{canary.socket}}', this.socket)
      .replaceAll('{{canary.port}}', String(this.port))
      .replaceAll('{{host.addresses}}', hostAddresses().join(','));
  }

  /** What was done to it since the last time it was asked. */
  async seen(): Promise<string[]> {
    if ((await readFile(this.file, 'utf8').catch(() => '')) !== this.secret) {
      this.hits.push('its file was changed');
      await writeFile(this.file, this.secret);
    }
    return this.hits.splice(0);
  }

  async close(): Promise<void> {
    for (const server of this.servers) server.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  private async listen(where: net.ListenOptions, what: string): Promise<void> {
    const server = net.createServer((socket) => {
      this.hits.push(`somebody connected to ${what}`);
      socket.on('error', () => undefined);
      socket.end(this.secret);
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(where, resolve);
    });
    this.servers.push(server);
  }
}

/** The host's IPv4 addresses, its bridge's among them. */
function hostAddresses(): string[] {
  return Object.values(os.networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family }) => family === 'IPv4')
    .map(({ address }) => address);
}
