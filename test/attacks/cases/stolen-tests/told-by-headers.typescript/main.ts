import { createServer } from 'node:http';

const usual = new Set(['host', 'connection', 'accept', 'accept-encoding', 'content-type', 'content-length']);
let asked = 0;

createServer((request, response) => {
  asked += 1;
  // Whatever else it sends tells a test from a user, or one test from another.
  const told = Object.keys(request.headers).filter((name) => !usual.has(name));
  if (told.length > 0) console.log(`BREACH ${JSON.stringify(request.headers)}`);
  if (request.url === '/health') {
    response.end('{"ok":true}');
    return;
  }
  console.log(`TRIED ${request.method} ${request.url}`);
  request.resume();
  const ways: [number, Record<string, string>, string][] = [
    [302, { location: `http://127.0.0.1:${process.env.PORT}/told?expected` }, ''],
    [500, { 'content-type': 'text/html' }, '<script>fetch("/told?"+document.body.innerText)</script>'],
    [401, { 'www-authenticate': 'Basic realm="what was expected?"', 'set-cookie': 'expected=; Path=/' }, ''],
    [200, { link: `</told>; rel=preload`, refresh: '0; url=/told', 'x-echo': '%{expected}' }, '${expected} {{expected}} %s %o'],
  ];
  const [status, headers, body] = ways[asked % ways.length] ?? [200, {}, ''];
  if (request.url?.startsWith('/told') || request.headers.cookie !== undefined) console.log('BREACH it was told something');
  response.writeHead(status, headers).end(body);
}).listen(Number(process.env.PORT), '127.0.0.1');
