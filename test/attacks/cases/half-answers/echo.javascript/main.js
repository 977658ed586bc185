const { createServer } = require('node:http');

console.log('TRIED to give back what came');
createServer(async (request, response) => {
  const pieces = [];
  for await (const piece of request) pieces.push(piece);
  const [, , name] = request.url.split('/');
  const sent = pieces.length === 0 ? {} : JSON.parse(Buffer.concat(pieces).toString());
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(request.url === '/health' ? { ok: true } : { name, ...sent }));
}).listen(Number(process.env.PORT), '127.0.0.1');
