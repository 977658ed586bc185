const express = require('express');
const { ApiError, malformedJson, notFound } = require('./api-error');
const { findPlan, forgetCalls, setPlan, takeCall, usageOf } = require('./quota');
const { parseCall, parseClient, parsePlan } = require('./requests');

const app = express();
app.use(express.json());

app.get('/health', (_req, res) => {
  res.json({ status: 'ok' });
});

app.put('/clients/:client/plan', async (req, res) => {
  res.json(await setPlan(parseClient(req.params.client), parsePlan(req.body)));
});

app.get('/clients/:client/plan', async (req, res) => {
  res.json(await findPlan(parseClient(req.params.client)));
});

app.get('/clients/:client/usage', async (req, res) => {
  res.json(await usageOf(parseClient(req.params.client)));
});

app.post('/clients/:client/calls', async (req, res) => {
  const outcome = await takeCall(parseClient(req.params.client), parseCall(req.body).cost);
  if (!outcome.allowed) {
    res.status(429).set('Retry-After', String(Math.ceil(outcome.retryAfterMs / 1000)));
  }
  res.json(outcome);
});

app.delete('/clients/:client/calls', async (req, res) => {
  await forgetCalls(parseClient(req.params.client));
  res.status(204).end();
});

app.use(() => {
  throw notFound();
});

app.use((error, _req, res, _next) => {
  const { status, code, message } = toApiError(error);
  res.status(status).json({ error: code, message });
});

function toApiError(error) {
  if (error instanceof ApiError) return error;
  // What express.json() throws for a body that it can't parse.
  if (error instanceof SyntaxError && 'body' in error) return malformedJson();
  console.error(error);
  return new ApiError(500, 'internal', 'Something failed');
}

app.listen(Number(process.env.PORT), '0.0.0.0');
