const express = require('express');
const { MongoClient } = require('mongodb');

const products = new Map();
const app = express();
app.use(express.json());

const fail = (res, status, code, fields) =>
  res.status(status).json({ error: { code, message: 'No', fields } });

app.get('/health', (_req, res) => res.json({ status: 'ok' }));

app.get('/products', (req, res) => {
  const items = [...products.values()].filter((product) => product.category === req.query.category);
  res.json({ items: items.slice(0, 20), total: items.length });
});

app.get('/facets', (req, res) => {
  const names = [].concat(req.query.facet);
  res.json({ total: products.size, facets: Object.fromEntries(names.map((name) => [name, []])) });
});

app.post('/products', (req, res) => {
  if (products.has(req.body.sku)) return fail(res, 409, 'sku_taken');
  const product = { tags: [], attributes: {}, ...req.body, revision: 1 };
  products.set(product.sku, product);
  res.status(201).json(product);
});

app.get('/products/:sku', (req, res) => {
  const product = products.get(req.params.sku);
  if (!product) return fail(res, 404, 'not_found');
  res.json(product);
});

app.patch('/products/:sku', (req, res) => {
  const product = products.get(req.params.sku);
  if (!product) return fail(res, 404, 'not_found');
  if (product.revision !== req.body.revision) return fail(res, 409, 'revision_conflict');
  const attributes = { ...product.attributes, ...req.body.attributes };
  products.set(product.sku, { ...product, ...req.body, attributes, revision: product.revision + 1 });
  res.json(products.get(product.sku));
});

app.delete('/products/:sku', (req, res) => {
  if (!products.delete(req.params.sku)) return fail(res, 404, 'not_found');
  res.status(204).end();
});

app.use((_error, _req, res, _next) => fail(res, 422, 'invalid_product', ['attributes']));

async function main() {
  const client = new MongoClient(process.env.MONGODB_URL);
  for await (const { _id: sku, ...fields } of client.db().collection('products').find()) {
    products.set(sku, { sku, ...fields });
  }
  app.listen(Number(process.env.PORT), '0.0.0.0');
}

main();
