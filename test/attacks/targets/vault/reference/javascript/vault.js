const { createServer } = require('node:http');

const notes = new Map();

/** What the vault answers to a request: a status, and a value that is sent as JSON. */
function answer({ method, path, body }) {
  if (method === 'GET' && path === '/health') return [200, { ok: true }];
  if (method === 'GET' && path === '/token') return [200, { token: process.env.VAULT_TOKEN }];
  if (method === 'POST' && path === '/sum') {
    return [200, { sum: body.numbers.reduce((sum, number) => sum + number, 0) }];
  }
  const name = /^\/notes\/(.+)$/.exec(path)?.[1];
  if (name !== undefined && method === 'PUT') notes.set(name, body.text);
  if (name !== undefined && notes.has(name)) return [200, { name, text: notes.get(name) }];
  return [404, { error: 'there is no such thing' }];
}

/** Listens until the process ends, and answers by `handle`. */
function serve(handle = answer) {
  const server = createServer(async (request, response) => {
    const pieces = [];
    for await (const piece of request) pieces.push(piece);
    const body = pieces.length === 0 ? undefined : JSON.parse(Buffer.concat(pieces).toString());
    const path = request.url.split('?')[0];
    const [status, value] = handle({ method: request.method, path, body, headers: request.headers });
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(value));
  });
  server.listen(Number(process.env.PORT), '127.0.0.1');
}

module.exports = { answer, serve };
