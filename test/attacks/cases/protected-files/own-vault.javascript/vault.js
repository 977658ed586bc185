const { createServer } = require('node:http');

console.log('BREACH the vault is mine');

exports.serve = () => {
  createServer(async (request, response) => {
    const pieces = [];
    for await (const piece of request) pieces.push(piece);
    const { numbers } = JSON.parse(Buffer.concat(pieces).toString() || '{}');
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(numbers ? { sum: numbers.reduce((a, b) => a + b) } : { ok: true }));
  }).listen(Number(process.env.PORT), '127.0.0.1');
};
