import { unreachable } from './failures';
import { HttpAnswer } from './http-answer';
import { decodedBody } from './http-encoding';
import { exchange, type Endpoint } from './http-exchange';
import { prepared, redirected, redirectsOf, type RequestOptions } from './http-request';
import { REQUEST_MS } from './limits';

/** Where a client belongs: requests end with the scope, and are noted in its journal. */
export interface RequestScope {
  readonly signal: AbortSignal;
  note(line: string): void;
}

/**
 * Speaks HTTP/1.1 to one instance of the subject and to nothing else, whatever a path or a redirect says. Follows no
 * redirect and inflates nothing unless a test asks for it; takes at most 1 MiB of body, inflated or not, 16 KiB of
 * headers, 128 of them, and 4 MiB on the wire; every call has its time, to the last byte. Whatever a subject answers ends
 * in an `HttpAnswer` or in a test error.
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
   * Sends a request with any method but CONNECT. The promise may be awaited late, or never: a rejection that nobody looks
   * at is not an unhandled one. After its test has ended it does not settle any more.
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
      const answer = await this.#send(method, path, options, label);
      this.scope.note(`${label} → ${answer.excerpt(160)}`);
      return answer;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.scope.note(`${label} → ${reason} (after ${Math.round(performance.now() - started)} ms)`);
      throw error;
    }
  }

  async #send(method: string, path: string, options: RequestOptions, label: string): Promise<HttpAnswer> {
    const { host, port } = this.endpoint;
    const started = performance.now();
    const capMs = options.timeoutMs ?? REQUEST_MS;
    let request = prepared(method, path, options);
    for (let left = redirectsOf(options); ; left -= 1) {
      const spent = performance.now() - started;
      const answer = await exchange(
        this.endpoint,
        request,
        this.scope.signal,
        Math.max(1, Math.round(capMs - spent)),
      );
      const durationMs = performance.now() - started;
      const next =
        redirectsOf(options) > 0 ? redirected(request, answer, `http://${host}:${port}`) : undefined;
      if (next === undefined) {
        const body = await decodedBody(answer, options);
        return new HttpAnswer(label, answer.status, answer.headers, answer.cookies, body, durationMs);
      }
      if (left === 0) throw unreachable(`${label} led to more than ${redirectsOf(options)} redirects.`);
      request = next;
    }
  }
}

function ignore(): void {
  // The one who awaits the answer sees the rejection.
}
