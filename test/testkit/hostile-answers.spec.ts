import { eventually } from '../support/sandbox';
import { answer, endlessly, RawService, type Manner } from './raw-service';

/** Time for what should never end, milliseconds. */
const CAP_MS = 1_500;

const head = 'HTTP/1.1 200 OK\r\n';
const chunked = `${head}Transfer-Encoding: chunked\r\n\r\n`;

let service: RawService;

async function serve(manner: Manner): Promise<RawService> {
  service = await RawService.start(manner);
  return service;
}

afterEach(() => {
  service.close();
});

describe('an answer that is none', () => {
  test.each([
    ['HTTP/0.9, which is a bare page', '<html>hello', /not valid HTTP/],
    ['a head of HTTP/0.9', `HTTP/0.9 200 OK\r\nContent-Length: 2\r\n\r\nok`, /in HTTP\/0.9/],
    ['a head of HTTP/2', `HTTP/2.0 200 OK\r\nContent-Length: 2\r\n\r\nok`, /in HTTP\/2.0/],
    ['a request', 'GET / HTTP/1.1\r\nHost: judge\r\n\r\n', /not valid HTTP/],
    ['status 0', 'HTTP/1.1 000 Oh\r\nContent-Length: 2\r\n\r\nok', /status 0,/],
    ['status 99', 'HTTP/1.1 099 Oh\r\nContent-Length: 2\r\n\r\nok', /status 99,/],
    ['status 999', 'HTTP/1.1 999 Oh\r\nContent-Length: 2\r\n\r\nok', /status 999,/],
    ['a status of four digits', 'HTTP/1.1 2000 Oh\r\nContent-Length: 2\r\n\r\nok', /not valid HTTP/],
    ['NUL in a header', `${head}X-A: a\0b\r\nContent-Length: 2\r\n\r\nok`, /not valid HTTP/],
    ['a space before a colon', `${head}Content-Length : 2\r\n\r\nok`, /not valid HTTP/],
    ['a folded header', `${head}X-A: a\r\n b\r\nContent-Length: 2\r\n\r\nok`, /not valid HTTP/],
    ['bare line feeds', 'HTTP/1.1 200 OK\nContent-Length: 2\n\nok', /not valid HTTP/],
    [
      'a length and chunks',
      `${head}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n`,
      /not valid HTTP/,
    ],
    [
      'chunks and a length',
      `${head}Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n2\r\nok\r\n0\r\n\r\n`,
      /not valid HTTP/,
    ],
    ['two lengths', `${head}Content-Length: 2\r\nContent-Length: 3\r\n\r\nok!`, /not valid HTTP/],
    ['a negative length', `${head}Content-Length: -2\r\n\r\nok`, /not valid HTTP/],
    ['a length with a sign', `${head}Content-Length: +2\r\n\r\nok`, /not valid HTTP/],
    ['a length past all numbers', `${head}Content-Length: 99999999999999999999\r\n\r\nok`, /not valid HTTP/],
    ['another transfer encoding', `${head}Transfer-Encoding: gzip\r\n\r\nok`, /transfer encoding "gzip"/],
    [
      'chunks in chunks',
      `${head}Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n`,
      /transfer encoding "chunked, chunked"/,
    ],
    ['a negative chunk', `${chunked}-2\r\nok\r\n0\r\n\r\n`, /not valid HTTP/],
    ['a chunk past all numbers', `${chunked}fffffffffffffffff\r\nok`, /not valid HTTP/],
    ['129 headers', answer('ok', 'A: b\r\n'.repeat(128)), /129 headers; at most 128/],
    ['thousands of headers', answer('ok', 'A:\r\n'.repeat(3_500)), /headers; at most 128/],
    [
      'a switch of protocols',
      'HTTP/1.1 101 Go\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
      /101 Switching/,
    ],
  ])('%s', async (_, bytes, message) => {
    const { client } = await serve((socket) => socket.end(Buffer.from(bytes, 'latin1')));
    await expect(client.get('/', { timeoutMs: CAP_MS })).rejects.toThrow(message);
    // And there is no trace of it in the next.
    expect(service.noted).toHaveLength(1);
  });

  test('128 headers are taken, and names that objects have', async () => {
    const { client } = await serve((socket) =>
      socket.end(answer('ok', `__proto__: x\r\nConstructor: y\r\n${'A: b\r\n'.repeat(125)}`)),
    );
    const { headers } = await client.get('/');
    expect(headers['constructor']).toBe('y');
    expect(headers['toString']).toBeUndefined();
    expect(headers['__proto__']).toBeUndefined();
  });
});

describe('an answer without end', () => {
  test.each<[string, string, string, RegExp]>([
    ['interim answers', '', 'HTTP/1.1 102 Processing\r\n\r\n', /more than 32 interim answers/],
    ['empty lines', '', '\r\n'.repeat(1_000), /more than 4 MiB/],
    ['a status line', 'HTTP/1.1 200 ', 'x'.repeat(1_000), /16 KiB of headers/],
    ['a header', `${head}X-A: `, 'x'.repeat(1_000), /16 KiB of headers/],
    ['a chunk’s extension', `${chunked}2;`, 'x'.repeat(1_000), /not valid HTTP/],
    ['trailers', `${chunked}2\r\nok\r\n0\r\n`, `X-A: ${'x'.repeat(1_000)}\r\n`, /16 KiB of headers/],
    ['a body in single bytes', chunked, `1;${'e'.repeat(100)}\r\nx\r\n`.repeat(50), /more than 4 MiB/],
    ['a body by its connection', `${head}\r\n`, 'x'.repeat(1_000), /longer than 1 MiB/],
  ])('%s', async (_, first, again, message) => {
    const { client } = await serve((socket) => {
      socket.write(first);
      endlessly(socket, again);
    });
    await expect(client.get('/', { timeoutMs: 10_000 })).rejects.toThrow(message);
  });

  test.each<[string, string, string]>([
    ['a head', head, 'X-A: b\r\n'],
    ['a body', `${head}Content-Length: 100000\r\n\r\n`, 'x'],
    ['chunks', chunked, '1\r\nx\r\n'],
    ['interim answers', '', 'HTTP/1.1 103 Early\r\n\r\n'],
  ])('%s, a drop at a time: the time is that of the whole', async (_, first, again) => {
    const { client } = await serve((socket) => {
      socket.write(first);
      const drip = setInterval(() => socket.write(again), 15);
      socket.on('close', () => {
        clearInterval(drip);
      });
    });
    const began = performance.now();
    await expect(client.get('/', { timeoutMs: 400 })).rejects.toThrow(/not answered in full within 400 ms/);
    expect(performance.now() - began).toBeLessThan(4_000);
  });
});

describe('what comes behind an answer', () => {
  const second = answer('EVIL');

  /** An answer that fills the piece in which a connection is read: what stands behind it is read a moment later. */
  const READ_BYTES = 65_536;
  const filling = answer('x'.repeat(READ_BYTES - (answer('x'.repeat(60_000)).length - 60_000)));

  test.each<[string, Manner]>([
    ['a second answer at once', (socket) => socket.write(answer('one') + second)],
    [
      'a second answer in its own piece',
      (socket) => {
        socket.setNoDelay(true);
        socket.write(answer('one'));
        socket.write(second);
      },
    ],
    ['a second answer that is read by itself', (socket) => socket.write(filling + second)],
    ['half an answer', (socket) => socket.write(`${answer('one')}HTTP/1.1 200 OK\r\nContent-Le`)],
    ['bytes that are none', (socket) => socket.write(`${answer('one')}\0junk`)],
    [
      'a body where there is none',
      (socket) => socket.write(`HTTP/1.1 204 No\r\nContent-Length: 4\r\n\r\nEVIL`),
    ],
    ['more than the length says', (socket) => socket.write(`${head}Content-Length: 3\r\n\r\noneEVIL`)],
    ['an answer behind the last chunk', (socket) => socket.write(`${chunked}3\r\none\r\n0\r\n\r\n${second}`)],
  ])('%s reaches no later request', async (_, manner) => {
    const { client } = await serve((socket, path) => {
      if (path === '/first') manner(socket, path);
      else socket.write(answer(path));
    });
    for (let round = 0; round < 20; round += 1) {
      const first = await client.get('/first', { timeoutMs: CAP_MS });
      expect(['one', '', 'xxx']).toContain(first.text.slice(0, 3));
      expect((await client.get(`/then-${round}`, { timeoutMs: CAP_MS })).text).toBe(`/then-${round}`);
    }
  });

  test('a connection on which something came unasked is not used again', async () => {
    const { client } = await serve((socket, path) => {
      socket.write(answer(path));
      if (path === '/first') setTimeout(() => socket.write(second), 20);
    });
    await client.get('/first');
    await eventually('the connection is given up', () => service.open === 0);
    expect((await client.get('/second')).text).toBe('/second');
    expect((await client.get('/third')).text).toBe('/third');
    expect(service.asked.map(({ connection }) => connection)).toEqual([1, 2, 2]);
  });
});

describe('a connection that breaks', () => {
  test('is replaced when a kept one was closed as it was used', async () => {
    const { client } = await serve((socket, path) => {
      if (path === '/again' && service.asked.filter(({ line }) => line.includes('/again')).length === 1)
        socket.resetAndDestroy();
      else socket.write(answer(path));
    });
    await client.get('/first');
    expect((await client.post('/again')).text).toBe('/again');
  });

  test('is not when an answer had begun, so that nothing is asked twice for a half answer', async () => {
    const { client } = await serve((socket, path) => {
      if (path === '/first') socket.write(answer(path));
      else {
        socket.write('HTTP/1.1 200');
        setTimeout(() => socket.resetAndDestroy(), 20);
      }
    });
    await client.get('/first');
    await expect(client.post('/second', { timeoutMs: CAP_MS })).rejects.toThrow(/without a whole answer/);
    expect(service.asked.filter(({ line }) => line.includes('/second'))).toHaveLength(1);
  });
});

describe('JSON of a subject', () => {
  test('has no prototypes, no endless numbers, and no depth that ends the judge', async () => {
    const { client } = await serve((socket, path) => {
      const bodies: Record<string, string> = {
        '/prototype': '{"__proto__":{"status":"paid"}}',
        '/number': '{"amount":1e999}',
        '/deep': '['.repeat(200_000) + ']'.repeat(200_000),
      };
      socket.write(answer(bodies[path] ?? ''));
    });
    const paid = (await client.get('/prototype')).object();
    expect(paid['status']).toBeUndefined();
    expect(() => expect(paid).toMatchObject({ status: 'paid' })).toThrow();
    const number = await client.get('/number');
    expect(() => number.number('amount')).toThrow(/without a number "amount"/);
    const deep = await client.get('/deep');
    expect(() => deep.object()).toThrow(/not an object/);
  });
});
