import { problemSchema, type Problem } from '@assay/contracts';
import type { z } from 'zod';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Parsed where it is JSON. */
  readonly body: unknown;
}

export interface StreamedEvent {
  readonly event: string;
  readonly id: string | undefined;
  readonly data: unknown;
}

type Headers_ = Record<string, string>;

/** Speaks to the API as one browser does: with a cookie jar, and nothing else of its own. */
export class ApiClient {
  readonly #cookies = new Map<string, string>();

  constructor(private readonly url: string) {}

  get(address: string, headers: Headers_ = {}): Promise<Answer> {
    return this.send('GET', address, undefined, headers);
  }

  delete(address: string): Promise<Answer> {
    return this.send('DELETE', address);
  }

  post(address: string, body?: unknown, headers: Headers_ = {}): Promise<Answer> {
    return this.json('POST', address, body, headers);
  }

  put(address: string, body: unknown): Promise<Answer> {
    return this.json('PUT', address, body, {});
  }

  json(method: string, address: string, body: unknown, headers: Headers_): Promise<Answer> {
    if (body === undefined) return this.send(method, address, undefined, headers);
    return this.send(method, address, JSON.stringify(body), {
      'content-type': 'application/json',
      ...headers,
    });
  }

  async send(
    method: string,
    address: string,
    body?: string | Uint8Array<ArrayBuffer>,
    headers: Headers_ = {},
  ): Promise<Answer> {
    const response = await fetch(`${this.url}${address}`, {
      method,
      redirect: 'manual',
      headers: { ...this.#jar(), ...headers },
      ...(body === undefined ? {} : { body }),
    });
    this.#keep(response);
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: jsonOf(text) };
  }

  /** Opens a stream and gives its events as they come; it ends when `signal` aborts or the server ends it. */
  async *events(address: string, signal: AbortSignal, headers: Headers_ = {}): AsyncGenerator<StreamedEvent> {
    const response = await fetch(`${this.url}${address}`, {
      signal,
      headers: { ...this.#jar(), ...headers },
    });
    if (response.status !== 200 || response.body === null)
      throw new Error(`the stream answered ${String(response.status)}`);
    let buffered = '';
    try {
      for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
        buffered += chunk;
        for (let end = buffered.indexOf('\n\n'); end >= 0; end = buffered.indexOf('\n\n')) {
          const block = buffered.slice(0, end);
          buffered = buffered.slice(end + 2);
          const event = eventOf(block);
          if (event !== undefined) yield event;
        }
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  cookie(name: string): string | undefined {
    return this.#cookies.get(name);
  }

  setCookie(name: string, value: string): void {
    this.#cookies.set(name, value);
  }

  #jar(): Headers_ {
    if (this.#cookies.size === 0) return {};
    return { cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
  }

  #keep(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const [name = '', value = ''] = pair.split('=');
      if (value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
  }
}

/** An answer of the wanted status whose body keeps the contract. */
export function expectBody<T>(answer: Answer, schema: z.ZodType<T>, status = 200): T {
  if (answer.status !== status)
    throw new Error(`${String(status)} was expected, came ${String(answer.status)}: ${answer.text}`);
  return schema.parse(answer.body);
}

/** A problem that keeps the contract, in the right type, with its request id. */
export function expectProblem(answer: Answer, code: Problem['code']): Problem {
  const problem = problemSchema.parse(answer.body);
  expect(problem.code).toBe(code);
  expect(answer.status).toBe(problem.status);
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(answer.headers.get('x-request-id')).toBe(problem.requestId);
  expect(problem.requestId).not.toBe('');
  return problem;
}

function eventOf(block: string): StreamedEvent | undefined {
  const field = (name: string): string | undefined => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
  const data = field('data');
  return data === undefined
    ? undefined
    : { event: field('event') ?? 'message', id: field('id'), data: JSON.parse(data) };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
