// Stands in a subject's place: does what the suite sends it as code, with the environment that an application gets.
const fs = require('node:fs');
const http = require('node:http');
const { createRequire } = require('node:module');

const load = createRequire('/app/application.js');

function send(frame) {
  const body = Buffer.from(JSON.stringify(frame));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  fs.writeSync(1, Buffer.concat([length, body]));
}

function serve() {
  http
    .createServer(async (request, response) => {
      let code = '';
      for await (const piece of request) code += piece;
      try {
        const body = new Function('require', 'env', `return (async () => {${code}})()`);
        response.end(JSON.stringify({ value: (await body(load, process.env)) ?? null }));
      } catch (error) {
        response.end(JSON.stringify({ error: String(error.message) }));
      }
    })
    .listen(Number(process.env.PORT), '127.0.0.1');
}

send({ type: 'ready' });
process.stdin.once('data', () => {
  send({ type: 'built' });
  serve();
});
process.on('uncaughtException', (error) => console.error(error));
