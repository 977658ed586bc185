import { once } from 'node:events';
import net, { type AddressInfo, type Socket } from 'node:net';
import { ended, runJudge, type JudgeRun } from './judge-process';

/** A subject's worst manners, by the path that asks for them. */
const MANNERS: Record<string, (socket: Socket) => void> = {
  'header-flood': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\n');
    repeat(socket, `X-Flood: ${'x'.repeat(1000)}\r\n`);
  },
  'giant-body': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\nContent-Length: 4000000000\r\n\r\n');
    repeat(socket, 'x'.repeat(65_536));
  },
  'endless-chunks': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n');
    repeat(socket, `8000\r\n${'y'.repeat(0x8000)}\r\n`);
  },
  'half-open': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf');
  },
  silence: () => undefined,
  garbage: (socket) => {
    socket.end('\u0000\u0001 this is not HTTP\r\n\r\n');
  },
  'early-close': (socket) => {
    socket.destroy();
  },
  'cut-off': (socket) => {
    socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nnot a hundred');
  },
  'slow-drip': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n');
    const drip = setInterval(() => socket.write('.'), 20);
    socket.on('close', () => {
      clearInterval(drip);
    });
  },
  'endless-information': (socket) => {
    repeat(socket, 'HTTP/1.1 102 Processing\r\n\r\n');
  },
  upgrade: (socket) => {
    socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\nraw');
  },
  compressed: (socket) => {
    socket.end('HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc');
  },
  redirect: (socket) => {
    socket.end('HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/stolen\r\nContent-Length: 0\r\n\r\n');
  },
  'odd-bytes': (socket) => {
    const body = Buffer.from([0x22, 0xff, 0xfe, 0x00, 0x1b, 0x5b, 0x33, 0x31, 0x6d, 0xed, 0xa0, 0x80, 0x22]);
    socket.write(`HTTP/1.1 500 Oh\r\nContent-Length: ${body.length}\r\n\r\n`);
    socket.end(body);
  },
  'long-text': (socket) => {
    const body = '\u0007'.repeat(900_000);
    socket.end(`HTTP/1.1 500 Oh\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
  },
  healthy: (socket) => {
    socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok');
  },
};

const KINDS = Object.keys(MANNERS);

const SUITE = `
  import { expect, expectStatus, test } from '@assay/testkit';
  for (const kind of ${JSON.stringify(KINDS)}) {
    test({ id: kind, group: 'hostile', title: kind, requirements: ['R1'] }, async (t) => {
      const answer = await t.http.get('/' + kind, { timeoutMs: 600 });
      if (kind === 'long-text') expect(answer.text).toBe('short');
      expectStatus(answer, 200);
    });
  }
`;

function repeat(socket: Socket, text: string): void {
  const write = (): void => {
    while (!socket.destroyed && socket.write(text));
  };
  socket.on('drain', write);
  write();
}

describe('a judge and a hostile subject', () => {
  let run: JudgeRun;
  let server: net.Server;

  beforeAll(async () => {
    server = net.createServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.once('data', (request) => {
        MANNERS[/^GET \/(\S+)/.exec(request.toString())?.[1] ?? '']?.(socket);
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    run = await runJudge(SUITE, { tests: KINDS, port: (server.address() as AddressInfo).port });
  });

  afterAll(() => {
    server.close();
  });

  it.each([
    ['header-flood', /16 KiB of headers/],
    ['giant-body', /longer than 1 MiB/],
    ['endless-chunks', /longer than 1 MiB/],
    ['half-open', /not answered in full within 600 ms/],
    ['silence', /not answered in full within 600 ms/],
    ['garbage', /not valid HTTP/],
    ['early-close', /closed the connection/],
    ['cut-off', /closed (the connection )?in the middle of the answer/],
    ['slow-drip', /not answered in full within 600 ms/],
    ['endless-information', /more than 32 interim answers/],
    ['upgrade', /101 Switching Protocols/],
    ['compressed', /encoded as "gzip"/],
  ])('%s is an error that says what happened', (kind, message) => {
    expect(ended(run, kind)).toMatchObject({
      status: 'error',
      message: expect.stringMatching(message) as string,
    });
  });

  it('does not follow a redirect', () => {
    expect(ended(run, 'redirect')).toMatchObject({
      status: 'failed',
      expected: '200',
      actual: '302 with an empty body',
    });
  });

  it('writes out control characters and replaces what is not UTF-8', () => {
    const { status, actual } = ended(run, 'odd-bytes');
    expect(status).toBe('failed');
    expect(actual).toContain('\\u{0}');
    expect(actual?.isWellFormed()).toBe(true);
    // eslint-disable-next-line no-control-regex -- that none is left is the point
    expect(actual).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  });

  it('cuts long texts with a notice', () => {
    const { status, message } = ended(run, 'long-text');
    expect(status).toBe('failed');
    expect(message).toMatch(/cut: \d+ characters in all/);
    expect(message?.length).toBeLessThanOrEqual(16_384);
  });

  it('is well afterwards', () => {
    expect(ended(run, 'healthy').status).toBe('passed');
    expect(run.frames.at(-1)).toEqual({ type: 'done' });
    expect(run.exitCode).toBe(0);
  });
});
