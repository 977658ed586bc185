import { unreachable } from './failures';

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
  /** Time from the call to the last byte, redirects included, milliseconds. Default 5000. */
  readonly timeoutMs?: number;
  /** How many redirects are followed, at most 5, and only within the instance. Default 0: a redirect is the answer. */
  readonly redirects?: number;
  /** Offers gzip, deflate and br, and inflates the answer, to 1 MiB at most. By default nothing is offered, or inflated. */
  readonly decompress?: boolean;
}

/** A request as it is sent. */
export interface PreparedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | number>>;
  readonly body: string | Uint8Array | undefined;
}

/** Most redirects that one call follows. */
const REDIRECTS_MAX = 5;

/** Visible ASCII but for `#` and `\`: what stands in a request line as it is, and means the same to every server. */
const PATH = /^\/(?!\/)[!"$-[\]-~]*$/;

/** @throws TestFailure where the path is none, which may be a subject's doing: ids in it are the subject's */
export function prepared(method: string, path: string, options: RequestOptions): PreparedRequest {
  if (method.toUpperCase() === 'CONNECT') throw new TypeError('the client opens no tunnels');
  if (
    !Number.isInteger(redirectsOf(options)) ||
    redirectsOf(options) < 0 ||
    redirectsOf(options) > REDIRECTS_MAX
  )
    throw new RangeError(`"redirects" is a whole number from 0 to ${REDIRECTS_MAX}`);
  const body = bodyOf(options);
  return {
    method,
    path: withQuery(checkedPath(path), options.query),
    headers: headersOf(options, body),
    body,
  };
}

export function redirectsOf({ redirects = 0 }: RequestOptions): number {
  return redirects;
}

function checkedPath(path: string): string {
  if (PATH.test(path)) return path;
  throw unreachable(
    `${JSON.stringify(path.slice(0, 200))} is no path: it begins with one "/", names no host, and holds neither ` +
      'spaces, control characters, "#", "\\" nor letters beyond ASCII (encodeURIComponent writes them).',
  );
}

/**
 * The request that a redirect asks for.
 * @throws TestFailure where it leads away from the instance: the client speaks to nothing else
 */
export function redirected(
  request: PreparedRequest,
  answer: { readonly status: number; readonly headers: Readonly<Record<string, string>> },
  origin: string,
): PreparedRequest | undefined {
  if (![301, 302, 303, 307, 308].includes(answer.status)) return undefined;
  const location = answer.headers['location'];
  if (location === undefined) return undefined;
  const shown = JSON.stringify(location.slice(0, 200));
  let url: URL;
  try {
    url = new URL(location, origin + request.path);
  } catch {
    throw unreachable(`The service redirects to ${shown}, which is no address.`);
  }
  if (url.origin !== origin || url.username !== '' || url.password !== '')
    throw unreachable(`The service redirects to ${shown}, away from itself; that is not followed.`);
  const path = checkedPath(url.pathname + url.search);
  const keepsMethod = answer.status >= 307 || request.method === 'GET' || request.method === 'HEAD';
  if (keepsMethod || (answer.status !== 303 && request.method !== 'POST')) return { ...request, path };
  const { 'content-type': _type, 'content-length': _length, ...headers } = request.headers;
  return { method: 'GET', path, headers, body: undefined };
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
  const offered = options.decompress === true ? 'gzip, deflate, br' : 'identity';
  const headers: Record<string, string | number> = { accept: '*/*', 'accept-encoding': offered };
  if (options.json !== undefined) headers['content-type'] = 'application/json';
  if (options.bearer !== undefined) headers['authorization'] = `Bearer ${options.bearer}`;
  if (body !== undefined) headers['content-length'] = Buffer.byteLength(body);
  for (const [name, value] of Object.entries(options.headers ?? {})) headers[name.toLowerCase()] = value;
  return headers;
}

function withQuery(path: string, query: Readonly<Record<string, string | number>> | undefined): string {
  if (query === undefined) return path;
  const parts = Object.entries(query).map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
  );
  return `${path}${path.includes('?') ? '&' : '?'}${parts.join('&')}`;
}
