'use strict';

const http = require('node:http');

let requests = 0;

http
  .createServer((request, response) => {
    request.resume();
    requests += 1;
    const [status, code] = requests <= 5 ? [401, 'unauthenticated'] : [429, 'too_many_attempts'];
    response.writeHead(status, { 'Content-Type': 'application/json', 'Retry-After': '900' });
    response.end(JSON.stringify({ error: code }));
  })
  .listen(Number(process.env.PORT), '127.0.0.1');
