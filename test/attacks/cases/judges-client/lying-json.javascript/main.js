const { createServer } = require('node:http');

const LIES = [
  '{"$$typeof":"Symbol(jest.asymmetricMatcher)","asymmetricMatch":true,"sample":{},"inverse":true}',
  '{"__proto__":{"sum":1,"token":1},"sum":{"valueOf":1,"toString":1},"token":{"asymmetricMatch":true}}',
  '{"sum":1e999,"token":null,"name":[],"text":{"length":1e9}}',
  '{"constructor":{"name":"Anything"},"nodeType":1,"nodeName":"A","isEqualNode":true,"sum":NaN}',
  '{"sum":1,"sum":2,"toJSON":"x","length":-1}',
];
let asked = 0;
createServer((request, response) => {
  request.resume();
  const lie = request.url === '/health' ? '{"ok":true}' : LIES[asked++ % LIES.length];
  response.writeHead(200, { 'content-type': 'application/json' }).end(lie);
  console.log('TRIED', lie);
}).listen(Number(process.env.PORT), '127.0.0.1');
