const express = require('express');
const { ApiError, malformedJson, notFound } = require('./api-error');
const { parseNewProduct, parseProductChange } = require('./product-schemas');
const { changeProduct, createProduct, deleteProduct, findProduct } = require('./products');
const { countFacets, searchProducts } = require('./search');

const app = express();
app.use(express.json());

app.get('/health', (_req, res) => {
  res.json({ status: 'ok' });
});

app.get('/products', async (req, res) => {
  res.json(await searchProducts(req.query));
});

app.get('/facets', async (req, res) => {
  res.json(await countFacets(req.query));
});

app.post('/products', async (req, res) => {
  res.status(201).json(await createProduct(parseNewProduct(req.body)));
});

app.get('/products/:sku', async (req, res) => {
  res.json(await findProduct(req.params.sku));
});

app.patch('/products/:sku', async (req, res) => {
  res.json(await changeProduct(req.params.sku, parseProductChange(req.body)));
});

app.delete('/products/:sku', async (req, res) => {
  await deleteProduct(req.params.sku);
  res.status(204).end();
});

app.use(() => {
  throw notFound('path');
});

app.use((error, _req, res, _next) => {
  const { status, code, message, fields } = toApiError(error);
  res.status(status).json({ error: { code, message, fields } });
});

function toApiError(error) {
  if (error instanceof ApiError) return error;
  // What express.json() throws for a body that it can't parse.
  if (error instanceof SyntaxError && 'body' in error) return malformedJson();
  console.error(error);
  return new ApiError(500, 'internal', 'Something failed');
}

app.listen(Number(process.env.PORT), '0.0.0.0');
