const http = require('node:http');
const { answer } = require('./vault');

// Nobody comes here but a client that follows.
const elsewhere = http.createServer((request, response) => {
  console.log('BREACH it was followed to', request.url);
  response.end('{}');
});
elsewhere.listen(8099, '127.0.0.1');

const PLACES = ['http://127.0.0.1:8099/sum', '//127.0.0.1:8099/sum', 'file:///opt/judge/boot.js', '/health'];
let sent = 0;
http
  .createServer(async (request, response) => {
    const pieces = [];
    for await (const piece of request) pieces.push(piece);
    const body = pieces.length === 0 ? undefined : JSON.parse(Buffer.concat(pieces).toString());
    if (request.url === '/sum') {
      const location = PLACES[sent % PLACES.length];
      response.writeHead([307, 308, 301, 302][sent % 4], { location, refresh: `0; url=${location}` }).end();
      sent += 1;
      console.log('TRIED', location);
      return;
    }
    const [status, value] = answer({ method: request.method, path: request.url, body });
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  })
  .listen(Number(process.env.PORT), '127.0.0.1');
