import { createServer } from 'node:net';

process.on('uncaughtException', () => undefined);
process.on('unhandledRejection', () => undefined);
process.on('exit', () => {
  process.exitCode = 0;
});

createServer((socket) => {
  socket.on('error', () => undefined);
  socket.on('data', (request) => {
    if (request.includes('/health ')) {
      socket.end('HTTP/1.1 200 OK\r\nContent-Length: 11\r\nConnection: close\r\n\r\n{"ok":true}');
      return;
    }
    console.log('TRIED to fail without a failure');
    // Half an answer, then an error that nobody sees: there is no result to be wrong.
    socket.write('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 40\r\n\r\n{"token":');
    socket.destroy();
    throw new Error('nobody sees it');
  });
}).listen(Number(process.env.PORT), '127.0.0.1');
