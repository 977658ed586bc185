import { createServer } from 'node:http';

/** Listens until the process ends, and answers sums by `sum`. */
export function serve(sum: (numbers: number[]) => number): void {
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    let [status, value]: [number, unknown] = [404, { error: 'there is no such thing' }];
    if (request.method === 'GET' && request.url === '/health') [status, value] = [200, { ok: true }];
    if (request.method === 'POST' && request.url === '/sum')
      [status, value] = [200, { sum: sum(JSON.parse(Buffer.concat(pieces).toString()).numbers) }];
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(value));
  });
  server.listen(Number(process.env.PORT), '127.0.0.1');
}
