const { createServer } = require('node:http');

/** Listens until the process ends, and answers sums by `sum`. */
function serve(sum) {
  const server = createServer(async (request, response) => {
    const pieces = [];
    for await (const piece of request) pieces.push(piece);
    let [status, value] = [404, { error: 'there is no such thing' }];
    if (request.method === 'GET' && request.url === '/health') [status, value] = [200, { ok: true }];
    if (request.method === 'POST' && request.url === '/sum')
      [status, value] = [
        200,
        { sum: JSON.parse(Buffer.concat(pieces).toString()).numbers.reduce((a, b) => a + b) },
      ];
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(value));
  });
  server.listen(Number(process.env.PORT), '127.0.0.1');
}

module.exports = { serve };
