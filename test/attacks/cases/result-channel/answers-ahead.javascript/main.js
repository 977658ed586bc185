const { createServer } = require('node:net');

const answer = (status, body) =>
  `HTTP/1.1 ${status} OK\r\nContent-Type: application/json\r\nConnection: keep-alive\r\n` +
  `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

// What the first requests of anybody are answered: an account is made, its owner is let in and seen.
const ahead = [
  answer(202, '{"status":"accepted"}'),
  answer(200, '{"token":"e30.e30.e30"}'),
  answer(200, '{"id":1,"email":"","name":"","role":"member"}'),
  answer(401, '{"error":"invalid_credentials"}'),
];
let connections = 0;

createServer((socket) => {
  const way = (connections += 1) % 4;
  let asked = 0;
  socket.on('error', () => undefined);
  socket.on('data', (request) => {
    asked += 1;
    console.log(`TRIED way ${way} at ${request.toString('latin1').split('\r\n')[0]}`);
    // All at once; one too many, a moment later; a body longer than it says; one that never ends beside one that does.
    if (way === 0) socket.write(ahead.join('').repeat(3));
    if (way === 1) {
      socket.write(ahead[(asked - 1) % ahead.length]);
      setTimeout(() => socket.write(ahead[asked % ahead.length]), 2);
    }
    if (way === 2) socket.write(ahead[0].replace(/Length: \d+/, 'Length: 2') + ahead[1]);
    if (way === 3)
      socket.write(
        `HTTP/1.1 202 OK\r\nContent-Length: 21\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${ahead[1]}${ahead[2]}`,
      );
  });
}).listen(Number(process.env.PORT), '127.0.0.1');
