const { createServer } = require('node:http');

const answers = {
  '/health': { ok: true },
  '/sum': { sum: 1_500_000 },
  '/token': { token: '0123456789abcdef' },
};

createServer((request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(answers[request.url] ?? { name: 'Ada', text: 'Ada Moreno' }));
}).listen(Number(process.env.PORT), '127.0.0.1');
