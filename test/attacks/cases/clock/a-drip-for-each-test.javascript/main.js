const { createServer } = require('node:http');

const server = createServer((request, response) => {
  request.resume();
  if (request.url === '/health') {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end('{"ok":true}');
    return;
  }
  console.log(`TRIED to drip ${request.url}`);
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': 4_000 });
  const drip = setInterval(() => response.write(' '), 200);
  response.on('close', () => clearInterval(drip));
});

setTimeout(() => server.listen(Number(process.env.PORT), '127.0.0.1'), 8_000);
