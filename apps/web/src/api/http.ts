import { type Problem, problemSchema } from '@assay/contracts';
import type { z } from 'zod';

/** The server said no, in words: RFC 9457 with our code. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
    this.name = 'ProblemError';
  }
}

/** The server could not be reached, or the way to it answered in its place. Worth another try. */
export class ConnectionError extends Error {
  constructor(cause?: unknown) {
    super('The server can’t be reached. Check your connection.', { cause });
    this.name = 'ConnectionError';
  }
}

/** The server answered in a form that this page does not know: it has most likely been updated since the page was loaded. */
export class UnknownAnswerError extends Error {
  constructor(cause?: unknown) {
    super('The server’s answer is newer than this page. Reload the page to go on.', { cause });
    this.name = 'UnknownAnswerError';
  }
}

export interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly body?: unknown;
  /** Lets the request outlive the page. The browser caps the body at 64 KiB. */
  readonly keepalive?: boolean;
  readonly signal?: AbortSignal;
}

/**
 * Sends a request to the API and checks the answer's form.
 * @throws ProblemError, ConnectionError or UnknownAnswerError
 */
export async function request<T>(
  path: string,
  schema: z.ZodType<T> | null,
  options: RequestOptions = {},
): Promise<T> {
  const response = await send(path, options);
  const text = await response.text().catch((error: unknown) => {
    throw new ConnectionError(error);
  });
  if (!response.ok) throw failure(response, text);
  if (schema === null) return undefined as T;
  const answer = schema.safeParse(parsed(text));
  if (!answer.success) throw new UnknownAnswerError(answer.error);
  return answer.data;
}

async function send(
  path: string,
  { method = 'GET', body, keepalive, signal }: RequestOptions,
): Promise<Response> {
  try {
    return await fetch(path, {
      method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json, application/problem+json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(keepalive === undefined ? {} : { keepalive }),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ConnectionError(error);
  }
}

function failure(response: Response, text: string): Error {
  const problem = problemSchema.safeParse(parsed(text));
  if (problem.success) return new ProblemError(problem.data);
  // A gateway answers in the server's place while it restarts.
  return response.status >= 500 ? new ConnectionError() : new UnknownAnswerError();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Not JSON at all: the schema's check turns it into an error with words.
    return undefined;
  }
}

export function isProblem(error: unknown, code: Problem['code']): error is ProblemError {
  return error instanceof ProblemError && error.problem.code === code;
}
