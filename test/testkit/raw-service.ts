import { once } from 'node:events';
import type { Agent } from 'node:http';
import net, { type AddressInfo, type Socket } from 'node:net';
import { HttpClient } from '../../libs/testkit/http-client';
import { createAgent } from '../../libs/testkit/http-connections';

/** What a service does with one request, of which it knows the path. */
export type Manner = (socket: Socket, path: string) => void;

/** A whole answer with a length. */
export const answer = (body: string, headers = ''): string =>
  `HTTP/1.1 200 OK\r\n${headers}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

/** A service that writes bytes, not HTTP, and the client that a suite would have for it. */
export class RawService {
  /** Requests in the order of their coming, with the number of the connection. */
  readonly asked: { readonly line: string; readonly connection: number }[] = [];
  connections = 0;
  readonly noted: string[] = [];
  private readonly sockets = new Set<Socket>();
  private readonly server: net.Server;
  private readonly over = new AbortController();
  private readonly agent = patient(createAgent());

  private constructor(manner: Manner) {
    this.server = net.createServer((socket) => {
      const connection = (this.connections += 1);
      this.sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => this.sockets.delete(socket));
      socket.on('data', (bytes) => {
        for (const [line, path = ''] of bytes.toString('latin1').matchAll(/^[A-Z]+ (\S+) HTTP\/1\.1/gm)) {
          this.asked.push({ line, connection });
          manner(socket, path);
        }
      });
    });
  }

  static async start(manner: Manner): Promise<RawService> {
    const service = new RawService(manner);
    service.server.listen(0, '127.0.0.1');
    await once(service.server, 'listening');
    return service;
  }

  /** Connections that are open. */
  get open(): number {
    return this.sockets.size;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** The client of a test; it notes what it did in `noted`. */
  get client(): HttpClient {
    const endpoint = { host: '127.0.0.1', port: this.port, agent: this.agent };
    const scope = { signal: this.over.signal, note: (line: string) => void this.noted.push(line) };
    return new HttpClient(endpoint, scope);
  }

  close(): void {
    this.over.abort();
    this.agent.destroy();
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
  }
}

/** Lets connections wait for long: what closes one in a spec is then something else. */
function patient(agent: Agent): Agent {
  Object.assign((agent as unknown as { options: { timeout: number } }).options, { timeout: 60_000 });
  return agent;
}

/** Writes the same again and again, as fast as it is taken. */
export function endlessly(socket: Socket, text: string): void {
  const write = (): void => {
    while (!socket.destroyed && socket.write(text));
  };
  socket.on('drain', write);
  write();
}
