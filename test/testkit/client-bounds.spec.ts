import zlib from 'node:zlib';
import { answer, RawService, type Manner } from './raw-service';

const services: RawService[] = [];

async function serve(manner: Manner): Promise<RawService> {
  const service = await RawService.start(manner);
  services.push(service);
  return service;
}

afterEach(() => {
  for (const service of services.splice(0)) service.close();
});

const redirect = (location: string, status = 302): string =>
  `HTTP/1.1 ${status} There\r\nLocation: ${location}\r\nContent-Length: 0\r\n\r\n`;

describe('redirects', () => {
  test('are answers, unless a test asks for more', async () => {
    const { client, asked } = await serve((socket) => socket.write(redirect('/elsewhere')));
    const { status, headers } = await client.get('/');
    expect({ status, location: headers['location'] }).toEqual({ status: 302, location: '/elsewhere' });
    expect(asked).toHaveLength(1);
  });

  test.each([
    ['/b?c=d', '/b?c=d'],
    ['b', '/a/b'],
    ['?page=2', '/a/start?page=2'],
    ['./../c', '/c'],
    ['HTTP://127.0.0.1:PORT/whole', '/whole'],
  ])('to %s are followed within the instance', async (location, path) => {
    const { client, port } = await serve((socket, asked) => {
      socket.write(asked === '/a/start' ? redirect(location.replace('PORT', String(port))) : answer(asked));
    });
    expect((await client.get('/a/start', { redirects: 1 })).text).toBe(path);
  });

  test.each([
    [301, 'POST', 'GET /next'],
    [302, 'POST', 'GET /next'],
    [303, 'POST', 'GET /next'],
    [303, 'PUT', 'GET /next'],
    [302, 'PUT', 'PUT /next'],
    [307, 'POST', 'POST /next'],
    [308, 'DELETE', 'DELETE /next'],
  ])('%i of %s asks %s', async (status, method, line) => {
    const service = await serve((socket, path) =>
      socket.write(path === '/next' ? answer('') : redirect('/next', status)),
    );
    await service.client.request(method, '/', { json: { a: 1 }, redirects: 1 });
    expect(service.asked.at(-1)?.line).toBe(`${line} HTTP/1.1`);
  });

  test('in a circle come to an end', async () => {
    const service = await serve((socket) => socket.write(redirect('/again')));
    await expect(service.client.get('/', { redirects: 3 })).rejects.toThrow(/more than 3 redirects/);
    expect(service.asked).toHaveLength(4);
    await expect(service.client.get('/', { redirects: 6 })).rejects.toThrow(/from 0 to 5/);
  });

  test('have one time for all of them', async () => {
    const { client } = await serve((socket) => setTimeout(() => socket.write(redirect('/again')), 150));
    const began = performance.now();
    await expect(client.get('/', { redirects: 5, timeoutMs: 400 })).rejects.toThrow(/not answered in full/);
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  // Such as a service of the slot, another instance, or whatever else listens where the judge is.
  test.each([
    ['another port', 'http://127.0.0.1:OTHER/'],
    ['another port, without a scheme', '//127.0.0.1:OTHER/'],
    ['another port, with backslashes', '\\\\127.0.0.1:OTHER/'],
    ['another port, with too many slashes', 'http:////127.0.0.1:OTHER/'],
    ['another name', 'http://localhost:OTHER/'],
    ['the other family', 'http://[::1]:OTHER/'],
    ['a number for an address', 'http://2130706433:OTHER/'],
    ['the instance’s address as a name', 'http://127.0.0.1:PORT@127.0.0.1:OTHER/'],
    ['a user of the instance', 'http://user:word@127.0.0.1:PORT/'],
    ['another scheme', 'https://127.0.0.1:PORT/'],
    ['a file', 'file:///proc/self/environ'],
    ['a socket', 'unix:/run/judge/.s.PGSQL.5432'],
    ['data', 'data:application/json,{}'],
    ['no address at all', 'http://'],
  ])('to %s are not followed', async (_, location) => {
    const other = await serve((socket) => socket.write(answer('stolen')));
    const service = await serve((socket) => {
      socket.write(
        redirect(location.replace('PORT', String(service.port)).replace('OTHER', String(other.port))),
      );
    });
    await expect(service.client.get('/', { redirects: 5, bearer: 'secret' })).rejects.toThrow(
      /away from itself; that is not followed|which is no address/,
    );
    expect(other.connections).toBe(0);
    expect(service.asked).toHaveLength(1);
  });
});

describe('paths', () => {
  test.each([
    'http://127.0.0.1:1/',
    '//127.0.0.1:1/',
    '@127.0.0.1:1/',
    'user:word@127.0.0.1/',
    '\\\\127.0.0.1\\',
    '/\\127.0.0.1/',
    '/a\\b',
    '/a b',
    '/a\r\nHost: other',
    '/a\nX: y',
    '/a\0',
    '/a#b',
    '/ü',
    '',
    '*',
  ])('%j is refused, and nothing is sent', async (path) => {
    const service = await serve((socket) => socket.write(answer('')));
    await expect(service.client.get(path)).rejects.toThrow(/is no path: it begins with one "\/"/);
    expect(service.connections).toBe(0);
  });

  test.each([
    '/',
    '/a//b',
    '/a/../b',
    '/me@example.com',
    '/%2e%2e/%00',
    '/?q=a+b&c[]=%20"',
    "/it's",
    '/~a;v=1',
  ])('%j is sent as it is', async (path) => {
    const service = await serve((socket) => socket.write(answer('')));
    await service.client.get(path);
    expect(service.asked[0]?.line).toBe(`GET ${path} HTTP/1.1`);
  });

  test('headers with line ends are refused, and tunnels', async () => {
    const service = await serve((socket) => socket.write(answer('')));
    await expect(service.client.get('/', { headers: { 'x-a': 'b\r\nX-C: d' } })).rejects.toThrow(/header/i);
    await expect(service.client.request('CONNECT', '/')).rejects.toThrow(/no tunnels/);
    expect(service.connections).toBe(0);
  });
});

describe('compressed answers', () => {
  const encoded = (encoding: string, body: Buffer): Buffer =>
    Buffer.concat([
      Buffer.from(
        `HTTP/1.1 200 OK\r\nContent-Encoding: ${encoding}\r\nContent-Length: ${body.length}\r\n\r\n`,
      ),
      body,
    ]);
  const MIB = 1024 ** 2;

  test.each([
    ['gzip', zlib.gzipSync('small')],
    ['deflate', zlib.deflateSync('small')],
    ['br', zlib.brotliCompressSync('small')],
  ])('%s is inflated when a test asks for it, and refused when not', async (encoding, body) => {
    const { client } = await serve((socket) => socket.write(encoded(encoding, body)));
    expect((await client.get('/', { decompress: true })).text).toBe('small');
    await expect(client.get('/')).rejects.toThrow(/no compression was asked for/);
    expect((await client.get('/', { headers: { 'Accept-Encoding': encoding } })).body).toEqual(body);
  });

  test.each([
    ['gzip', zlib.gzipSync(Buffer.alloc(400 * MIB))],
    ['deflate', zlib.deflateSync(Buffer.alloc(MIB + 1))],
    ['br', zlib.brotliCompressSync(Buffer.alloc(16 * MIB))],
  ])('a bomb of %s ends at 1 MiB', async (encoding, body) => {
    const { client } = await serve((socket) => socket.write(encoded(encoding, body)));
    const before = process.memoryUsage().rss;
    await expect(client.get('/', { decompress: true })).rejects.toThrow(
      /longer than 1 MiB once it is inflated/,
    );
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * MIB);
  });

  test('1 MiB is no bomb yet', async () => {
    const { client } = await serve((socket) =>
      socket.write(encoded('gzip', zlib.gzipSync(Buffer.alloc(MIB)))),
    );
    expect((await client.get('/', { decompress: true })).body).toHaveLength(MIB);
  });

  test.each([
    ['gzip', Buffer.from('not gzip'), /is not gzip, as it says/],
    ['gzip', zlib.gzipSync('cut off').subarray(0, 12), /is not gzip, as it says/],
    ['gzip, gzip', zlib.gzipSync(zlib.gzipSync('twice')), /"gzip, gzip", which was not offered/],
    ['zstd', Buffer.from('x'), /"zstd", which was not offered/],
  ])('%s that it is not is an error', async (encoding, body, message) => {
    const { client } = await serve((socket) => socket.write(encoded(encoding, body)));
    await expect(client.get('/', { decompress: true })).rejects.toThrow(message);
  });
});
