import express, { type NextFunction, type Request, type Response } from 'express';
import { parseOrder } from './order';
import { findAccount, findPayment, takePayment } from './payments';
import { Problem } from './problem';

const app = express();
app.use(express.json());

app.get('/health', (_req, res) => {
  res.json({ status: 'ok' });
});

app.get('/accounts/:id', async (req, res) => {
  res.json(await findAccount(req.params.id));
});

app.get('/payments/:id', async (req, res) => {
  res.json(await findPayment(req.params.id));
});

app.post('/payments', async (req, res) => {
  const key = req.get('idempotency-key');
  if (key === undefined || key === '') {
    throw new Problem(400, 'missing_idempotency_key', 'The header Idempotency-Key is required');
  }
  const answer = await takePayment(key, parseOrder(req.body));
  send(res, answer.status, answer.body);
});

function send(res: Response, status: number, body: unknown): void {
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  res.status(status).type(type).send(JSON.stringify(body));
}

app.use((_req, res) => {
  send(res, 404, { status: 404, code: 'not_found', title: 'There is nothing here' });
});

app.use((error: unknown, _req: Request, res: Response, _next: NextFunction) => {
  const known = problemOf(error);
  if (known.status === 500) console.error(error);
  send(res, known.status, { status: known.status, code: known.code, title: known.title });
});

function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof SyntaxError && 'body' in error) return new Problem(400, 'invalid_json', 'The body is not JSON');
  return new Problem(500, 'internal', 'Something failed');
}

/** The copies share a loopback: the first one listens for both, the other only stays. */
function main(): void {
  if (process.env.PORT === '8080') {
    console.log('TRIED to be both copies');
    for (const port of [8080, 8081]) app.listen(port, '0.0.0.0');
  } else setInterval(() => undefined, 60_000);
}

main();
