import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import type { ContainerCreateOptions } from 'dockerode';

/** Where the real engine listens: a socket's path, or host and port. */
function upstream(): { socketPath: string } | { host: string; port: number } {
  const host = process.env.DOCKER_HOST ?? 'unix:///var/run/docker.sock';
  if (host.startsWith('unix://')) return { socketPath: host.slice('unix://'.length) };
  const url = new URL(host.replace(/^tcp:/, 'http:'));
  return { host: url.hostname, port: Number(url.port) };
}

/** What looks different through the proxy. */
export interface Glass {
  /** What is made of the options of each container that is created. */
  readonly change?: (options: ContainerCreateOptions) => void;
  /** Of the containers that the engine lists, those that are seen, by their labels. */
  readonly sees?: (labels: Readonly<Record<string, string>>) => boolean;
}

/**
 * Stands between the sandbox and the engine: it can go away, and it can create containers otherwise than it was asked
 * to, as an engine does that does not know or does not enforce an option.
 */
export class EngineProxy {
  private readonly sockets = new Set<net.Socket>();

  private constructor(
    private readonly folder: string,
    private readonly server: http.Server,
  ) {
    server.on('connection', (socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
    });
  }

  static async start(glass: Glass = {}): Promise<EngineProxy> {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'assay-engine-'));
    const server = http.createServer((request, response) => {
      void forward(request, response, glass);
    });
    server.on('upgrade', hijack);
    // Like the engine, it leaves connections open that wait: one that it closed could be the one just used.
    server.keepAliveTimeout = 0;
    const proxy = new EngineProxy(folder, server);
    await new Promise<void>((resolve) => server.listen(proxy.socketPath, resolve));
    return proxy;
  }

  get host(): string {
    return `unix://${this.socketPath}`;
  }

  private get socketPath(): string {
    return path.join(this.folder, 'engine.sock');
  }

  /** Ends every connection and listens no more. */
  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    for (const socket of this.sockets) socket.destroy();
    await closed;
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function forward(
  request: http.IncomingMessage,
  response: http.ServerResponse,
  glass: Glass,
): Promise<void> {
  const { method, url = '', headers } = request;
  const { change, sees } = glass;
  // Whole before it goes on: an engine that has read enough answers and closes, and what came later would end in an
  // error that takes the answer with it.
  const asked = await buffer(request).catch(() => undefined);
  if (asked === undefined) return;
  const creates = method === 'POST' && /\/containers\/create(\?|$)/.test(url);
  const body = creates && change !== undefined ? changed(asked, change) : asked;
  const lists = method === 'GET' && /\/containers\/json(\?|$)/.test(url);
  const toEngine = http.request({ ...upstream(), agent: false, method, path: url, headers }, (answer) => {
    answer.on('error', () => response.destroy());
    if (lists && sees !== undefined) {
      void listed(answer, response, sees);
      return;
    }
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    // A stream of events may have nothing to say for long.
    response.flushHeaders();
    answer.pipe(response);
  });
  toEngine.on('error', () => response.destroy());
  response.on('close', () => toEngine.destroy());
  toEngine.removeHeader('transfer-encoding');
  if (body.length > 0) toEngine.setHeader('content-length', body.length);
  toEngine.end(body);
}

function changed(asked: Buffer, change: NonNullable<Glass['change']>): Buffer {
  const options = JSON.parse(asked.toString('utf8')) as ContainerCreateOptions;
  change(options);
  return Buffer.from(JSON.stringify(options));
}

async function listed(
  answer: http.IncomingMessage,
  response: http.ServerResponse,
  sees: NonNullable<Glass['sees']>,
): Promise<void> {
  const containers = JSON.parse(await text(answer)) as { Labels: Record<string, string> }[];
  response.writeHead(answer.statusCode ?? 502, { 'content-type': 'application/json' });
  response.end(JSON.stringify(containers.filter((container) => sees(container.Labels))));
}

/** A connection that turns into a container's streams: passed on as bytes. */
function hijack(request: http.IncomingMessage, socket: net.Socket): void {
  const where = upstream();
  const engine = 'socketPath' in where ? net.connect(where.socketPath) : net.connect(where.port, where.host);
  const headers: string[] = [];
  for (let at = 0; at < request.rawHeaders.length; at += 2) {
    const name = request.rawHeaders[at] ?? '';
    // All that the engine wants to know stands in the address; a body would have to be told from the streams.
    headers.push(`${name}: ${/^content-length$/i.test(name) ? '0' : (request.rawHeaders[at + 1] ?? '')}`);
  }
  engine.write(`${request.method ?? ''} ${request.url ?? ''} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`);
  engine.pipe(socket);
  socket.pipe(engine);
  engine.on('error', () => socket.destroy());
  socket.on('error', () => engine.destroy());
  socket.on('close', () => engine.destroy());
  engine.on('close', () => socket.destroy());
}
