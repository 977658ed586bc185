import { loggedError } from '@assay/persistence';
import type { Params } from 'nestjs-pino';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** One line for each request, with its id; no headers, no bodies, no query: nothing that could be a secret. */
export function loggerOptions(level: string): Params {
  return {
    pinoHttp: {
      level,
      genReqId: (request: IncomingMessage) => request.id,
      autoLogging: { ignore: (request: IncomingMessage) => !isWorthALine(request.url ?? '') },
      serializers: {
        req: (request: { id: unknown; method: string; url: string }) => ({
          id: request.id,
          method: request.method,
          path: request.url.split('?')[0],
        }),
        err: loggedError,
        res: (response: ServerResponse) => ({ statusCode: response.statusCode }),
      },
    },
  };
}

function isWorthALine(url: string): boolean {
  // Addresses are answered however they are written.
  return /^\/api\/(?!health|docs)/i.test(url);
}
