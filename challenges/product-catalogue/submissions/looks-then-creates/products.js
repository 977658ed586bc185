const { notFound, revisionConflict, skuTaken } = require('./api-error');
const { products } = require('./database');
const { merge } = require('./merge');

function productView({ _id: sku, ...fields }) {
  return { sku, ...fields };
}

async function findProduct(sku) {
  return productView(await load(sku));
}

async function createProduct({ sku, ...fields }) {
  const product = { _id: sku, ...fields, revision: 1 };
  // Of two that come together both find nothing here.
  if (await products.findOne({ _id: sku })) throw skuTaken();
  await products.insertOne(product);
  return productView(product);
}

/** The attributes are merged here, and written only if the product is still the one that was read. */
async function changeProduct(sku, { revision, attributes, ...fields }) {
  const product = await load(sku);
  if (product.revision !== revision) throw revisionConflict();
  const changes = attributes ? { ...fields, attributes: merge(product.attributes, attributes) } : fields;
  const changed = await products.findOneAndUpdate(
    { _id: sku, revision },
    { $set: { ...changes, revision: revision + 1 } },
    { returnDocument: 'after' },
  );
  if (!changed) throw revisionConflict();
  return productView(changed);
}

async function deleteProduct(sku) {
  const { deletedCount } = await products.deleteOne({ _id: sku });
  if (deletedCount === 0) throw notFound('product');
}

async function load(sku) {
  const product = await products.findOne({ _id: sku });
  if (!product) throw notFound('product');
  return product;
}

module.exports = { productView, findProduct, createProduct, changeProduct, deleteProduct };
