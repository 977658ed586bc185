const { createServer } = require('node:http');
const { answer } = require('./vault');

const server = createServer(async (request, response) => {
  const pieces = [];
  for await (const piece of request) pieces.push(piece);
  const body = pieces.length === 0 ? undefined : JSON.parse(Buffer.concat(pieces).toString());
  if (body?.numbers?.length > 100) {
    console.log('TRIED to keep a test waiting');
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write('{"sum":');
    return;
  }
  const [status, value] = answer({ method: request.method, path: request.url, body });
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
});
server.listen(Number(process.env.PORT), '127.0.0.1');
