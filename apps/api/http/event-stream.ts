import type { Request, Response } from 'express';

/** Comments keep proxies from closing a silent stream. */
const HEARTBEAT_MS = 15_000;
/** Bytes that may wait for a slow reader before it is cut off; it comes back with its Last-Event-ID. */
const BUFFER_MAX_BYTES = 4 * 1024 * 1024;

export interface ServerEvent {
  readonly event: string;
  readonly id?: string;
  readonly data: unknown;
}

/** One open stream of server-sent events. */
export class EventStream {
  readonly #closed = new AbortController();
  readonly #heartbeat: NodeJS.Timeout;

  constructor(
    request: Request,
    private readonly response: Response,
  ) {
    request.socket.setNoDelay(true);
    response.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
      Connection: 'keep-alive',
    });
    response.write('retry: 1000\n\n');
    this.#heartbeat = setInterval(() => {
      this.#write(': still here\n\n');
    }, HEARTBEAT_MS).unref();
    response.once('close', () => {
      this.#close();
    });
    // Who went away while the database was asked has closed already, and that is told only once.
    if (response.destroyed) this.#close();
  }

  /** Aborted when either side has closed. */
  get closed(): AbortSignal {
    return this.#closed.signal;
  }

  send({ event, id, data }: ServerEvent): void {
    this.#write(`event: ${event}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`);
  }

  end(): void {
    this.#close();
    this.response.end();
  }

  #write(text: string): void {
    if (this.closed.aborted) return;
    this.response.write(text);
    if (this.response.writableLength > BUFFER_MAX_BYTES) {
      this.#close();
      this.response.destroy();
    }
  }

  #close(): void {
    clearInterval(this.#heartbeat);
    this.#closed.abort();
  }
}
