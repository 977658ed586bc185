import http from 'node:http';
import type { Socket } from 'node:net';
import { unreachable, type TestFailure } from './failures';
import { untilAllRead } from './http-connections';
import type { PreparedRequest } from './http-request';
import { BODY_MAX, HEADERS_MAX, HEADER_COUNT_MAX, INTERIM_MAX, WIRE_MAX } from './limits';

/** One instance of the subject, with its connections. Lives as long as the judging. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
  readonly agent: http.Agent;
}

/** A whole answer, as it came. */
export interface RawAnswer {
  readonly status: number;
  /** Names in lower case; repeated ones joined with ", ". Has no prototype. */
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  readonly body: Buffer;
}

/**
 * Sends one request and reads its answer whole, within its caps and its time. An answer that is complete counts, whatever
 * comes behind it; that reaches nobody. Does not settle once the signal is aborted.
 * @throws TestFailure
 */
export function exchange(
  endpoint: Endpoint,
  request: PreparedRequest,
  signal: AbortSignal,
  capMs: number,
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    if (!signal.aborted)
      new Exchange(endpoint, request, signal, capMs, resolve, reject).begin(endpoint.agent);
  });
}

class Exchange {
  readonly #label: string;
  readonly #body = new GrowingBody();
  readonly #timer: NodeJS.Timeout;
  #current: http.ClientRequest | undefined;
  #response: http.IncomingMessage | undefined;
  #received = 0;
  #interim = 0;
  #settled = false;

  constructor(
    private readonly endpoint: Endpoint,
    private readonly request: PreparedRequest,
    private readonly signal: AbortSignal,
    capMs: number,
    private readonly resolve: (answer: RawAnswer) => void,
    private readonly reject: (failure: TestFailure) => void,
  ) {
    this.#label = `${request.method} ${request.path}`;
    this.#timer = setTimeout(() => {
      this.#fail(`${this.#label} was not answered in full within ${capMs} ms.`);
    }, capMs);
    signal.addEventListener('abort', this.#onAbort, { once: true });
  }

  begin(agent: http.Agent | false): void {
    const { endpoint, request } = this;
    const sent = http.request({
      host: endpoint.host,
      port: endpoint.port,
      method: request.method,
      path: request.path,
      headers: request.headers,
      agent,
      maxHeaderSize: HEADERS_MAX,
    });
    this.#current = sent;
    sent.on('socket', (socket) => {
      this.#count(socket);
    });
    sent.on('error', (error: NodeJS.ErrnoException) => {
      this.#onError(sent, error);
    });
    sent.on('upgrade', (_response, socket: Socket) => {
      socket.destroy();
      this.#fail(`${this.#label} was answered with 101 Switching Protocols, which nobody asked for.`);
    });
    sent.on('information', () => {
      this.#interim += 1;
      if (this.#interim > INTERIM_MAX)
        this.#fail(`${this.#label}: more than ${INTERIM_MAX} interim answers came, and no answer.`);
    });
    sent.on('response', (response) => {
      this.#read(response);
    });
    sent.end(request.body);
  }

  /** All that comes on the connection, also what is no part of the answer, such as empty lines before it. */
  #count(socket: Socket): void {
    const take = (piece: Buffer): void => {
      this.#received += piece.length;
      if (this.#received > WIRE_MAX)
        this.#fail(`${this.#label}: more than 4 MiB came in place of an answer.`);
    };
    socket.on('data', take);
    this.#current?.on('close', () => socket.off('data', take));
  }

  #onError(sent: http.ClientRequest, error: NodeJS.ErrnoException): void {
    if (this.#settled) return;
    // What is wrong stands behind the answer, whose end is still on its way.
    if (this.#response?.complete === true) return;
    // A kept connection that the service closed just as it was used again says nothing of the service.
    if (sent.reusedSocket && this.#received === 0 && isReset(error)) this.begin(false);
    else this.#fail(`${this.#label}: ${reasonOf(error)}`);
  }

  #read(response: http.IncomingMessage): void {
    this.#response = response;
    response.on('data', (chunk: Buffer) => {
      if (!this.#body.add(chunk)) this.#fail('The answer is longer than 1 MiB.');
    });
    response.on('error', () => {
      if (!response.complete) this.#fail('The connection was closed in the middle of the answer.');
    });
    response.on('end', () => {
      if (response.complete) void untilAllRead().then(() => this.#done(response));
    });
    const fault = headFault(response);
    if (fault !== undefined) this.#fail(fault);
  }

  #done(response: http.IncomingMessage): void {
    this.#settle(() => {
      this.resolve({
        status: response.statusCode ?? 0,
        headers: headersOf(response),
        cookies: response.headers['set-cookie'] ?? [],
        body: this.#body.bytes,
      });
    });
  }

  #fail(message: string): void {
    this.#settle(() => {
      this.#current?.destroy();
      this.reject(unreachable(message));
    });
  }

  readonly #onAbort = (): void => {
    this.#settle(() => this.#current?.destroy());
  };

  #settle(finish: () => void): void {
    if (this.#settled) return;
    this.#settled = true;
    clearTimeout(this.#timer);
    this.signal.removeEventListener('abort', this.#onAbort);
    finish();
  }
}

/** A body in one piece of memory, however small the pieces are in which it comes. */
class GrowingBody {
  #held = Buffer.alloc(0);
  #size = 0;

  get bytes(): Buffer {
    return this.#held.subarray(0, this.#size);
  }

  /** False when it grows too long. */
  add(chunk: Buffer): boolean {
    const size = this.#size + chunk.length;
    if (size > BODY_MAX) return false;
    if (size > this.#held.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(2 * this.#held.length, size));
      this.#held.copy(larger, 0, 0, this.#size);
      this.#held = larger;
    }
    chunk.copy(this.#held, this.#size);
    this.#size = size;
    return true;
  }
}

/** What is wrong with an answer's head that Node's parser takes as it is. */
function headFault(response: http.IncomingMessage): string | undefined {
  const { httpVersion, statusCode = 0, headers, rawHeaders } = response;
  if (httpVersion !== '1.1' && httpVersion !== '1.0')
    return `The answer is in HTTP/${httpVersion}; HTTP/1.1 was asked for.`;
  if (statusCode < 200 || statusCode > 599)
    return `The answer has the status ${statusCode}, which is none of HTTP.`;
  if (rawHeaders.length / 2 > HEADER_COUNT_MAX)
    return `The answer has ${rawHeaders.length / 2} headers; at most ${HEADER_COUNT_MAX} are taken.`;
  const coding = headers['transfer-encoding'];
  if (coding !== undefined && coding.toLowerCase() !== 'chunked')
    return `The answer has the transfer encoding "${coding.slice(0, 40)}", which nobody asked for.`;
  return undefined;
}

function headersOf(response: http.IncomingMessage): Record<string, string> {
  const headers = Object.create(null) as Record<string, string>;
  for (const [name, value] of Object.entries(response.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return headers;
}

function isReset(error: NodeJS.ErrnoException): boolean {
  return error.code === 'ECONNRESET' || error.code === 'EPIPE';
}

function reasonOf(error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case 'ECONNREFUSED':
      return 'the connection was refused; the service does not listen any more.';
    case 'ECONNRESET':
    case 'EPIPE':
      return 'the service closed the connection without a whole answer.';
    case 'EADDRNOTAVAIL':
      return 'no local port was left to connect from; something holds them all.';
    case 'HPE_HEADER_OVERFLOW':
      return 'the answer has more than 16 KiB of headers.';
    default:
      if (error.code?.startsWith('HPE_') === true) return `the answer is not valid HTTP (${error.message}).`;
      return error.message;
  }
}
