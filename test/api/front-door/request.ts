import type { Answer, ApiClient } from '../../support/api-client';
import type { Target } from './cast';
import type { Route } from './routes';

/** Longer than this only a stream is open. */
const PATIENCE_MS = 5_000;

/** The address of a route with a target's ids in it. A parameter that these tests do not know is a fault of theirs. */
export function addressOf(route: Route, target: Target): string {
  return route.path.replaceAll(/\{(\w+)\}/g, (_all, parameter: string) => {
    if (parameter === 'slug') return encodeURIComponent(target.slug);
    if (parameter === 'id' && route.path.startsWith('/api/attempts/')) return target.attemptId;
    if (parameter === 'id' && route.path.startsWith('/api/submissions/')) return target.submissionId;
    throw new Error(`nobody knows what to put for {${parameter}} in ${route.path}`);
  });
}

/** Sends a request as a page would. Fails where a stream is opened instead of an answer given. */
export async function ask(
  client: ApiClient,
  method: string,
  address: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`${method} ${address} was not answered: a stream was opened, or it hangs`));
    }, PATIENCE_MS);
  });
  try {
    return await Promise.race([client.json(method, address, body, headers), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Whether a stream opens and says something. */
export async function opensStream(client: ApiClient, address: string): Promise<boolean> {
  const stop = new AbortController();
  const timer = setTimeout(() => {
    stop.abort();
  }, PATIENCE_MS);
  try {
    for await (const _event of client.events(address, stop.signal)) return true;
    return false;
  } finally {
    clearTimeout(timer);
    stop.abort();
  }
}

/** A problem without what differs by request. */
export function withoutRequestId(answer: Answer): unknown {
  const { requestId: _requestId, ...problem } = answer.body as { requestId?: string };
  return { status: answer.status, ...problem };
}
