import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Request, Response } from 'express';
import { EventStream } from './event-stream';

/** Every open stream, so that a shutdown can end them: an open one would keep the server from closing. */
@Injectable()
export class StreamsService implements BeforeApplicationShutdown {
  readonly #open = new Set<EventStream>();
  #closing = false;

  open(request: Request, response: Response): EventStream {
    const stream = new EventStream(request, response);
    this.#open.add(stream);
    stream.closed.addEventListener('abort', () => this.#open.delete(stream));
    // Who asks for the head alone is sent nothing more, and holds nothing open.
    if (this.#closing || request.method === 'HEAD') stream.end();
    return stream;
  }

  beforeApplicationShutdown(): void {
    this.#closing = true;
    for (const stream of this.#open) stream.end();
  }
}
