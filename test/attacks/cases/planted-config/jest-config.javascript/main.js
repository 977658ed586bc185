const { existsSync } = require('node:fs');
const { createServer } = require('node:http');

if (existsSync('/app/jest.config.js') && existsSync('/app/setup.js'))
  console.log('TRIED a configuration in the folder that runners start in');
createServer((request, response) => {
  request.resume();
  response.end('{"ok":true}');
}).listen(Number(process.env.PORT), '127.0.0.1');
