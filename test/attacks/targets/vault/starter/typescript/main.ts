import { createServer } from 'node:http';

const server = createServer((request, response) => {
  const found = request.url === '/';
  response.writeHead(found ? 200 : 404, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ ok: found }));
});

server.listen(Number(process.env.PORT), '127.0.0.1');
