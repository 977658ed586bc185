import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AppError } from './app-error';
import { EventStream } from './event-stream';

/** Open streams of one attempt in this process: a page holds two, and each looks at the database now and then. */
export const STREAMS_MAX = 40;
/** What a page that is turned away waits, seconds. */
const RETRY_SECONDS = 10;

/** Every open stream, so that a shutdown can end them: an open one would keep the server from closing. */
@Injectable()
export class StreamsService implements BeforeApplicationShutdown {
  readonly #open = new Map<EventStream, string>();
  #closing = false;

  /** @throws AppError when the attempt has as many open as it may */
  open(request: Request, response: Response, attemptId: string): EventStream {
    if ([...this.#open.values()].filter((id) => id === attemptId).length >= STREAMS_MAX) {
      throw new AppError(
        'too_many_requests',
        'This attempt is open in too many places. Close some of its pages.',
        { retryAfterSeconds: RETRY_SECONDS },
      );
    }
    const stream = new EventStream(request, response);
    // Who asks for the head alone is sent nothing more, and holds nothing open.
    if (this.#closing || request.method === 'HEAD') stream.end();
    // One that has ended already tells nobody any more.
    if (stream.closed.aborted) return stream;
    this.#open.set(stream, attemptId);
    stream.closed.addEventListener('abort', () => this.#open.delete(stream));
    return stream;
  }

  beforeApplicationShutdown(): void {
    this.#closing = true;
    for (const stream of this.#open.keys()) stream.end();
  }
}
