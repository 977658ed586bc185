import { MongoServerError } from 'mongodb';
import { notFound, revisionConflict, skuTaken } from './api-error';
import { products, type ProductDocument } from './database';
import { merge } from './merge';
import type { NewProduct, ProductChange } from './product-schemas';

const DUPLICATE_KEY = 11000;

export function productView({ _id: sku, ...fields }: ProductDocument) {
  return { sku, ...fields };
}

export async function findProduct(sku: string) {
  return productView(await load(sku));
}

export async function createProduct({ sku, ...fields }: NewProduct) {
  const product: ProductDocument = { _id: sku, ...fields, revision: 1 };
  try {
    await products.insertOne(product);
  } catch (error) {
    if (error instanceof MongoServerError && error.code === DUPLICATE_KEY) throw skuTaken();
    throw error;
  }
  return productView(product);
}

/** The attributes are merged here, and written only if the product is still the one that was read. */
export async function changeProduct(sku: string, { revision, attributes, ...fields }: ProductChange) {
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

export async function deleteProduct(sku: string): Promise<void> {
  const { deletedCount } = await products.deleteOne({ _id: sku });
  if (deletedCount === 0) throw notFound('product');
}

async function load(sku: string): Promise<ProductDocument> {
  const product = await products.findOne({ _id: sku });
  if (!product) throw notFound('product');
  return product;
}
