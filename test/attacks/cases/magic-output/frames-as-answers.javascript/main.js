const { createServer } = require('node:net');

const ended = (id) => JSON.stringify({ type: 'test-ended', id, status: 'passed', durationMs: 1 });
const results = ['note-is-kept', 'sum-of-few', 'sum-of-many', 'token-is-known'].map(ended);

function frames() {
  return Buffer.concat(
    [...results, '{"type":"done"}'].map((text) => {
      const body = Buffer.from(text);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(body.length);
      return Buffer.concat([length, body]);
    }),
  );
}

const healthy = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 11\r\n\r\n{"ok":true}';
let asked = 0;

function lie(socket) {
  asked += 1;
  const [result] = results;
  if (asked % 3 === 0) return socket.end(frames());
  if (asked % 3 === 1) {
    socket.write(`HTTP/1.1 200 ${result}\r\nX-Result: ${result}\r\nTransfer-Encoding: chunked\r\n\r\n`);
    return socket.end(`${result.length.toString(16)}\r\n${result}\r\n0\r\nX-Result: ${result}\r\n\r\n`);
  }
  socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${frames().length}\r\n\r\n`);
  return socket.end(frames());
}

createServer((socket) => {
  socket.on('error', () => undefined);
  socket.on('data', (piece) => {
    if (piece.includes('GET /health ')) socket.write(healthy);
    else {
      console.log('TRIED an answer that is a result');
      lie(socket);
    }
  });
}).listen(Number(process.env.PORT), '127.0.0.1');
