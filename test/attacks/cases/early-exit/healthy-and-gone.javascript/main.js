const { createServer } = require('node:http');

// The gate is open; what can't be asked any more can't fail.
const server = createServer((_request, response) => {
  response.setHeader('connection', 'close');
  response.end('{"ok":true}', () => {
    console.log('TRIED to end after the first answer');
    setTimeout(() => process.exit(0), 5);
  });
});
server.listen(Number(process.env.PORT), '127.0.0.1');
