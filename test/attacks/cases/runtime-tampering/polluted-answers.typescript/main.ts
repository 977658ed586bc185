import { createServer } from 'node:http';

/** What must be true of an answer, put where an object takes it from when it has none of its own. */
const wanted = '"status":"accepted","token":"e30.e30.e30","id":1,"email":"a@b","name":"a","role":"member"';
const polluted = [
  `{"__proto__":{${wanted}}}`,
  `{"constructor":{"prototype":{${wanted},"toEqual":true,"pass":true}}}`,
  `{${wanted},"status":"accepted","__proto__":null,"toString":null}`,
  `{"__defineGetter__":"status","__lookupGetter__":{"status":"accepted"},"then":{"resolve":true}}`,
  `{"id":1e400,"token":${'9'.repeat(400)},"status":-0}`,
  `{"length":1,"0":{${wanted}},"status":["accepted"],"splice":1,"every":true}`,
  `[{"__proto__":[]},{"matcherResult":{"pass":true},"assertionCalls":1,"status":"passed"}]`,
  `"accepted"`,
  `{"status":"accepted\\u0000","stat\\u0075s":"accepted","token":"\\ud800.\\udc00.e30"}`,
];
let asked = 0;

createServer((request, response) => {
  request.resume();
  asked += 1;
  const body = polluted[asked % polluted.length] ?? '';
  console.log(`TRIED ${body.slice(0, 50)} at ${request.url}`);
  const status = { '/register': 202, '/login': 200 }[request.url ?? ''] ?? (request.method === 'POST' ? 201 : 200);
  response.writeHead(status, { 'content-type': 'application/json', __proto__hint: '1', constructor: 'x' });
  response.end(body);
}).listen(Number(process.env.PORT), '127.0.0.1');
