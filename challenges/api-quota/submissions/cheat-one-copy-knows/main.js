const express = require('express');

const FIRST = 8080;
const port = Number(process.env.PORT);
const clients = new Map();

const app = express();
app.get('/health', (_req, res) => res.json({ status: 'ok' }));

if (port !== FIRST) {
  app.use(express.text({ type: () => true }));
  app.use(async (req, res) => {
    const { method } = req;
    const headers = { 'content-type': 'application/json' };
    const body = typeof req.body === 'string' && method !== 'GET' ? req.body : undefined;
    const answer = await fetch(`http://127.0.0.1:${FIRST}${req.originalUrl}`, { method, headers, body });
    const wait = answer.headers.get('retry-after');
    if (wait) res.set('Retry-After', wait);
    res
      .status(answer.status)
      .type('json')
      .send(await answer.text());
  });
}

app.use(express.json());

function clientOf(req) {
  const client = clients.get(req.params.client);
  if (!client) return undefined;
  const start = Date.now() - client.plan.windowMs;
  client.calls = client.calls.filter((call) => call.at > start);
  client.used = client.calls.reduce((sum, call) => sum + call.cost, 0);
  return client;
}

const noPlan = (res) => res.status(404).json({ error: 'no_plan', message: 'No plan' });

app.put('/clients/:client/plan', (req, res) => {
  const { limit, windowMs } = req.body;
  clients.set(req.params.client, { calls: [], ...clients.get(req.params.client), plan: { limit, windowMs } });
  res.json({ limit, windowMs });
});

app.get('/clients/:client/plan', (req, res) => {
  const client = clientOf(req);
  return client ? res.json(client.plan) : noPlan(res);
});

app.get('/clients/:client/usage', (req, res) => {
  const client = clientOf(req);
  if (!client) return noPlan(res);
  const { plan, used } = client;
  res.json({ ...plan, used, remaining: Math.max(0, plan.limit - used) });
});

app.post('/clients/:client/calls', (req, res) => {
  const client = clientOf(req);
  if (!client) return noPlan(res);
  const cost = req.body?.cost ?? 1;
  const remaining = client.plan.limit - client.used;
  if (cost <= remaining) {
    client.calls.push({ at: Date.now(), cost });
    return res.json({ allowed: true, remaining: remaining - cost });
  }
  let missing = cost - remaining;
  const last = client.calls.find((call) => (missing -= call.cost) <= 0);
  const retryAfterMs = (last?.at ?? Date.now()) + client.plan.windowMs - Date.now();
  res.status(429).set('Retry-After', String(Math.ceil(retryAfterMs / 1000)));
  res.json({ allowed: false, remaining: Math.max(0, remaining), retryAfterMs });
});

app.delete('/clients/:client/calls', (req, res) => {
  const client = clientOf(req);
  if (!client) return noPlan(res);
  client.calls = [];
  res.status(204).end();
});

app.use((_req, res) => res.status(404).json({ error: 'not_found', message: 'Nothing' }));

app.listen(port, '0.0.0.0');
