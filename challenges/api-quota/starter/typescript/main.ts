import express, { type NextFunction, type Request, type Response } from 'express';
import { redis } from './redis';

const app = express();
app.use(express.json());

app.get('/health', (_req, res) => {
  res.json({ status: 'ok' });
});

app.put('/clients/:client/plan', async (req, res) => {
  const { limit, windowMs } = req.body;
  await redis.hset(`plan:${req.params.client}`, { limit, windowMs });
  res.json({ limit, windowMs });
});

app.get('/clients/:client/plan', async (req, res) => {
  const { limit, windowMs } = await redis.hgetall(`plan:${req.params.client}`);
  if (limit === undefined) {
    res.status(404).json({ error: 'no_plan', message: 'The client has no plan' });
    return;
  }
  res.json({ limit: Number(limit), windowMs: Number(windowMs) });
});

app.use((error: Error, _req: Request, res: Response, _next: NextFunction) => {
  console.error(error);
  res.status(500).json({ error: 'internal', message: 'Something failed' });
});

app.listen(Number(process.env.PORT), '0.0.0.0');
