const net = require('node:net');

const whole = (status, body) =>
  `HTTP/1.1 ${status} OK\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;

console.log('TRIED to answer before the question');
net
  .createServer((socket) => {
    socket.on('error', () => undefined);
    socket.resume();
    // The first test's answer, and then one for whatever comes.
    socket.write(whole(200, '{"ok":true}') + whole(404, '{}').repeat(10));
  })
  .listen(Number(process.env.PORT), '127.0.0.1');
