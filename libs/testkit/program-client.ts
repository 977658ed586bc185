import { failed, unreachable } from './failures';
import type { HttpAnswer } from './http-answer';
import type { HttpClient } from './http-client';

export interface ProgramOptions {
  /** Behind the program's own name. */
  readonly arguments?: readonly string[];
  /** Its standard input. Empty by default. */
  readonly input?: string | Uint8Array;
  /** Time from its start to its end, milliseconds. Default 5000. */
  readonly timeoutMs?: number;
}

/** How a program ended, and what it said. */
export interface ProgramRun {
  /** Its standard output as text, and as bytes. */
  readonly output: string;
  readonly bytes: Buffer;
  /** Undefined when a signal ended it. */
  readonly exitCode: number | undefined;
  readonly signal: number | undefined;
  /** From its start to its end, milliseconds, as the subject's container measured it: to be shown, never to be judged. */
  readonly durationMs: number;
}

/** Runs the subject of a challenge of kind `program`: a new process for each run, with nothing but input and arguments. */
export class ProgramClient {
  constructor(private readonly http: HttpClient) {}

  /**
   * Runs the program once and waits for its end. Whatever its exit code is, that is an outcome to look at; a program that
   * takes too long, or prints more than 1 MiB, ends the test.
   */
  async run(options: ProgramOptions = {}): Promise<ProgramRun> {
    const query = (options.arguments ?? []).map((value) => `argument=${encodeURIComponent(value)}`).join('&');
    const answer = await this.http.post(query === '' ? '/run' : `/run?${query}`, {
      headers: { 'content-type': 'application/octet-stream' },
      body: options.input ?? '',
      ...(options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs }),
    });
    if (answer.status !== 200)
      throw unreachable(`The program could not be run: ${answer.text.slice(0, 200)}`);
    if (answer.headers['x-truncated'] !== undefined) throw failed('The program printed more than 1 MiB.');
    return {
      output: answer.text,
      bytes: answer.body,
      exitCode: wholeNumber(answer, 'x-exit-code'),
      signal: wholeNumber(answer, 'x-signal'),
      durationMs: (wholeNumber(answer, 'x-wall-microseconds') ?? 0) / 1000,
    };
  }
}

function wholeNumber(answer: HttpAnswer, header: string): number | undefined {
  const text = answer.headers[header];
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
