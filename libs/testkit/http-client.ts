import http from 'node:http';
import type { Socket } from 'node:net';
import { unreachable, type TestFailure } from './failures';
import { HttpAnswer } from './http-answer';
import { BODY_MAX, HEADERS_MAX, REQUEST_MS } from './limits';

export interface RequestOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, with its content type unless `headers` names one. */
  readonly json?: unknown;
  /** Sent as it is. Not together with `json`. */
  readonly body?: string | Uint8Array;
  /** Added to the path, percent-encoded. */
  readonly query?: Readonly<Record<string, string | number>>;
  /** Sent as `Authorization: Bearer …`. */
  readonly bearer?: string;
  /** Time from the call to the last byte, milliseconds. Default 5000. */
  readonly timeoutMs?: number;
}

/** One instance of the subject, with its connections. Lives as long as the judging. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
  readonly agent: http.Agent;
}

/** Where a client belongs: requests end with the scope, and are noted in its journal. */
export interface RequestScope {
  readonly signal: AbortSignal;
  note(line: string): void;
}

/**
 * Connections are kept at most a second without use: a service may close an idle one at any time, and a request that
 * meets the closing would fail without the service's fault.
 */
export function createAgent(): http.Agent {
  return new http.Agent({ keepAlive: true, scheduling: 'lifo', timeout: 1_000 });
}

/**
 * Speaks HTTP/1.1 to one instance of the subject and to nothing else. Follows no redirect, asks for no compression,
 * takes at most 1 MiB of body and 16 KiB of headers. Whatever a subject answers ends in an `HttpAnswer` or in a test error.
 */
export class HttpClient {
  constructor(
    private readonly endpoint: Endpoint,
    private readonly scope: RequestScope,
  ) {}

  get(path: string, options?: RequestOptions): Promise<HttpAnswer> {
    return this.request('GET', path, options);
  }
  post(path: string, options?: RequestOptions): Promise<HttpAnswer> {
    return this.request('POST', path, options);
  }
  put(path: string, options?: RequestOptions): Promise<HttpAnswer> {
    return this.request('PUT', path, options);
  }
  patch(path: string, options?: RequestOptions): Promise<HttpAnswer> {
    return this.request('PATCH', path, options);
  }
  delete(path: string, options?: RequestOptions): Promise<HttpAnswer> {
    return this.request('DELETE', path, options);
  }

  /**
   * Sends a request with any method. The promise may be awaited late, or never: a rejection that nobody looks at is
   * not an unhandled one. After its test has ended it does not settle any more.
   */
  request(method: string, path: string, options: RequestOptions = {}): Promise<HttpAnswer> {
    const answer = this.#noted(method, path, options);
    answer.catch(ignore);
    return answer;
  }

  async #noted(method: string, path: string, options: RequestOptions): Promise<HttpAnswer> {
    const label = `${method} ${path}`;
    const started = performance.now();
    try {
      const answer = await this.#send(method, path, options, label, false);
      this.scope.note(`${label} → ${answer.excerpt(160)}`);
      return answer;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.scope.note(`${label} → ${reason} (after ${Math.round(performance.now() - started)} ms)`);
      throw error;
    }
  }

  #send(
    method: string,
    path: string,
    options: RequestOptions,
    label: string,
    fresh: boolean,
  ): Promise<HttpAnswer> {
    const { endpoint, scope } = this;
    const body = bodyOf(options);
    const started = performance.now();
    const capMs = options.timeoutMs ?? REQUEST_MS;
    return new Promise<HttpAnswer>((resolve, reject) => {
      if (scope.signal.aborted) return;
      const request = http.request({
        host: endpoint.host,
        port: endpoint.port,
        method,
        path: withQuery(path, options.query),
        headers: headersOf(options, body),
        agent: fresh ? false : endpoint.agent,
        maxHeaderSize: HEADERS_MAX,
      });
      let settled = false;
      const settle = (finish: () => void): void => {
        if (settled) return;
        settled = true;
        clearTimeout(timer);
        scope.signal.removeEventListener('abort', onAbort);
        finish();
      };
      const fail = (failure: TestFailure): void => {
        settle(() => {
          request.destroy();
          reject(failure);
        });
      };
      const onAbort = (): void => {
        settle(() => request.destroy());
      };
      const timer = setTimeout(() => {
        fail(unreachable(`${label} was not answered in full within ${capMs} ms.`));
      }, capMs);
      scope.signal.addEventListener('abort', onAbort, { once: true });

      request.on('error', (error: NodeJS.ErrnoException) => {
        if (settled) return;
        // A kept connection that the service closed just as it was used again says nothing of the service.
        if (request.reusedSocket && !fresh && isReset(error)) {
          settle(() => {
            this.#send(method, path, { ...options, timeoutMs: remaining(capMs, started) }, label, true).then(
              resolve,
              reject,
            );
          });
          return;
        }
        fail(unreachable(`${label}: ${reasonOf(error)}`));
      });
      request.on('upgrade', (_response, socket: Socket) => {
        socket.destroy();
        fail(unreachable(`${label} was answered with 101 Switching Protocols, which nobody asked for.`));
      });
      request.on('response', (response) => {
        readAnswer(response, fail, (bytes) => {
          settle(() => {
            resolve(answerOf(label, response, bytes, performance.now() - started));
          });
        });
      });
      request.end(body);
    });
  }
}

function ignore(): void {
  // The one who awaits the answer sees the rejection.
}

function readAnswer(
  response: http.IncomingMessage,
  fail: (failure: TestFailure) => void,
  done: (bytes: Buffer) => void,
): void {
  const chunks: Buffer[] = [];
  let size = 0;
  response.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > BODY_MAX) fail(unreachable('The answer is longer than 1 MiB.'));
    else chunks.push(chunk);
  });
  response.on('error', () => {
    fail(unreachable('The connection was closed in the middle of the answer.'));
  });
  response.on('end', () => {
    done(Buffer.concat(chunks, size));
  });
  const encoding = response.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    fail(
      unreachable(
        `The answer is encoded as "${encoding.slice(0, 40)}", though no compression was asked for.`,
      ),
    );
  }
}

function answerOf(
  label: string,
  response: http.IncomingMessage,
  body: Buffer,
  durationMs: number,
): HttpAnswer {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(response.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return new HttpAnswer(
    label,
    response.statusCode ?? 0,
    headers,
    response.headers['set-cookie'] ?? [],
    body,
    durationMs,
  );
}

function bodyOf(options: RequestOptions): string | Uint8Array | undefined {
  if (options.json === undefined) return options.body;
  if (options.body !== undefined) throw new TypeError('a request takes "json" or "body", not both');
  return JSON.stringify(options.json);
}

function headersOf(
  options: RequestOptions,
  body: string | Uint8Array | undefined,
): Record<string, string | number> {
  const headers: Record<string, string | number> = { accept: '*/*', 'accept-encoding': 'identity' };
  if (options.json !== undefined) headers['content-type'] = 'application/json';
  if (options.bearer !== undefined) headers['authorization'] = `Bearer ${options.bearer}`;
  if (body !== undefined) headers['content-length'] = Buffer.byteLength(body);
  for (const [name, value] of Object.entries(options.headers ?? {})) headers[name.toLowerCase()] = value;
  return headers;
}

function withQuery(path: string, query: Readonly<Record<string, string | number>> | undefined): string {
  if (!path.startsWith('/')) throw new TypeError(`a request's path begins with "/": ${JSON.stringify(path)}`);
  if (query === undefined) return path;
  const parts = Object.entries(query).map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
  );
  return `${path}${path.includes('?') ? '&' : '?'}${parts.join('&')}`;
}

function remaining(capMs: number, started: number): number {
  return Math.max(1, Math.round(capMs - (performance.now() - started)));
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
