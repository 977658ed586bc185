import { MongoClient } from 'mongodb';

/** A product as the collection holds it. */
export interface ProductDocument {
  _id: string;
  name: string;
  category: string;
  priceCents: number;
  tags: string[];
  attributes: Attributes;
  revision: number;
}

export type AttributeValue = string | number | boolean | Attributes;
export interface Attributes {
  [name: string]: AttributeValue;
}

const client = new MongoClient(process.env.MONGODB_URL ?? '');

export const products = client.db().collection<ProductDocument>('products');
