const express = require('express');
const { ApiError, malformedJson, notFound } = require('./api-error');
const { parseHoldRequest } = require('./hold-request');
const { confirmHold, createHold, findHold, releaseHold } = require('./holds');
const { showView } = require('./shows');

const app = express();
app.use(express.json());

app.get('/health', (_req, res) => {
  res.json({ status: 'ok' });
});

app.get('/shows/:id', async (req, res) => {
  res.json(await showView(req.params.id));
});

app.post('/shows/:id/holds', async (req, res) => {
  res.status(201).json(await createHold(req.params.id, parseHoldRequest(req.body)));
});

app.get('/holds/:id', async (req, res) => {
  res.json(await findHold(req.params.id));
});

app.post('/holds/:id/confirm', async (req, res) => {
  res.json(await confirmHold(req.params.id));
});

app.delete('/holds/:id', async (req, res) => {
  await releaseHold(req.params.id);
  res.status(204).end();
});

app.use(() => {
  throw notFound('path');
});

app.use((error, _req, res, _next) => {
  const { status, code, message, details } = toApiError(error);
  res.status(status).json({ error: code, message, ...details });
});

function toApiError(error) {
  if (error instanceof ApiError) return error;
  // What express.json() throws for a body that it can't parse.
  if (error instanceof SyntaxError && 'body' in error) return malformedJson();
  console.error(error);
  return new ApiError(500, 'internal', 'Something failed');
}

app.listen(Number(process.env.PORT), '0.0.0.0');
