import http from 'node:http';
import type { Duplex } from 'node:stream';

/** How long a connection may wait for its next request, milliseconds: a service may close an idle one at any time. */
const IDLE_MS = 1_000;

/**
 * Connections to one instance. One is used again only while nothing comes on it that nobody asked for: what a service
 * sends behind an answer must not be taken for the answer to the next request.
 */
class QuietAgent extends http.Agent {
  readonly #listeners = new WeakMap<Duplex, () => void>();

  /** An answer has been read to its end. */
  override keepSocketAlive(socket: Duplex): boolean {
    // eslint-disable-next-line @typescript-eslint/no-confusing-void-expression -- it gives a boolean; its type is wrong
    const keep: unknown = super.keepSocketAlive(socket);
    const drop = (): void => {
      socket.destroy();
    };
    this.#listeners.set(socket, drop);
    socket.on('data', drop);
    return keep === true;
  }

  /** A kept connection gets its next request. */
  override reuseSocket(socket: Duplex, request: http.ClientRequest): void {
    const drop = this.#listeners.get(socket);
    if (drop !== undefined) socket.off('data', drop);
    super.reuseSocket(socket, request);
  }
}

export function createAgent(): http.Agent {
  return new QuietAgent({ keepAlive: true, scheduling: 'lifo', timeout: IDLE_MS });
}

/** Resolves when all that lay in the kernel for any connection has been looked at. */
export async function untilAllRead(): Promise<void> {
  // Between the first turn and the second lies a whole round of the event loop, and so a look at every connection.
  await new Promise((resolve) => setImmediate(resolve));
  await new Promise((resolve) => setImmediate(resolve));
}
