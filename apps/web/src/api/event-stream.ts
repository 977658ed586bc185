/** What became of the connection, for the page's banner. */
export type StreamState = 'open' | 'reconnecting';

export interface EventStreamOptions {
  /** The address to listen on, given the last id that was seen. Called anew for each connection that we open. */
  readonly url: (lastId: string | undefined) => string;
  /** Names of the events to listen for, besides unnamed ones. */
  readonly names: readonly string[];
  readonly onEvent: (data: unknown, id: string | undefined) => void;
  readonly onState?: (state: StreamState) => void;
  /** Whether an event is the last one, after which there is nothing to reconnect for. */
  readonly endsWith?: (data: unknown) => boolean;
}

const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 10_000;

/**
 * Listens to server-sent events until it is closed. The browser's EventSource reconnects by itself after a broken
 * connection, with Last-Event-ID; where it gives up (an answer that is no stream, such as a gateway's 502), this
 * opens a new one, which names the last id in its address instead.
 * @returns a function that closes the stream
 */
export function openEventStream({ url, names, onEvent, onState, endsWith }: EventStreamOptions): () => void {
  let source: EventSource | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let lastId: string | undefined;
  let failures = 0;
  let closed = false;

  const receive = (event: Event): void => {
    const { data, lastEventId } = event as MessageEvent<string>;
    if (lastEventId !== '') lastId = lastEventId;
    const body = parsed(data);
    onEvent(body, lastEventId === '' ? undefined : lastEventId);
    if (endsWith?.(body) === true) close();
  };

  const connect = (): void => {
    clearTimeout(retry);
    source?.close();
    if (closed) return;
    const opened = new EventSource(url(lastId));
    source = opened;
    opened.addEventListener('open', () => {
      failures = 0;
      onState?.('open');
    });
    opened.addEventListener('message', receive);
    for (const name of names) opened.addEventListener(name, receive);
    opened.addEventListener('error', () => {
      onState?.('reconnecting');
      if (opened.readyState !== EventSource.CLOSED || closed) return;
      retry = setTimeout(connect, Math.min(FIRST_RETRY_MS * 2 ** failures, LAST_RETRY_MS));
      failures += 1;
    });
  };

  const back = (): void => {
    if (source?.readyState !== EventSource.OPEN) connect();
  };
  const close = (): void => {
    closed = true;
    clearTimeout(retry);
    source?.close();
    window.removeEventListener('online', back);
  };
  window.addEventListener('online', back);
  connect();
  return close;
}

function parsed(data: string): unknown {
  try {
    return JSON.parse(data) as unknown;
  } catch {
    // A keep-alive or a hint without a body: the listener's schema passes over it.
    return undefined;
  }
}
