import { createServer, type IncomingHttpHeaders } from 'node:http';

export interface VaultRequest {
  method: string;
  path: string;
  body: any;
  headers: IncomingHttpHeaders;
}

const notes = new Map<string, string>();

/** What the vault answers to a request: a status, and a value that is sent as JSON. */
export function answer({ method, path, body }: VaultRequest): [number, unknown] {
  if (method === 'GET' && path === '/health') return [200, { ok: true }];
  if (method === 'GET' && path === '/token') return [200, { token: process.env.VAULT_TOKEN }];
  if (method === 'POST' && path === '/sum') {
    return [200, { sum: body.numbers.reduce((sum: number, number: number) => sum + number, 0) }];
  }
  const name = /^\/notes\/(.+)$/.exec(path)?.[1];
  if (name !== undefined && method === 'PUT') notes.set(name, body.text);
  if (name !== undefined && notes.has(name)) return [200, { name, text: notes.get(name) }];
  return [404, { error: 'there is no such thing' }];
}

/** Listens until the process ends, and answers by `handle`. */
export function serve(handle: (request: VaultRequest) => [number, unknown] = answer): void {
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const body = pieces.length === 0 ? undefined : JSON.parse(Buffer.concat(pieces).toString());
    const path = (request.url ?? '').split('?')[0] ?? '';
    const [status, value] = handle({ method: request.method ?? '', path, body, headers: request.headers });
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(value));
  });
  server.listen(Number(process.env.PORT), '127.0.0.1');
}
