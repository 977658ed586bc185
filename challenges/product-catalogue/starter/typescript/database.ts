import { MongoClient } from 'mongodb';

const client = new MongoClient(process.env.MONGODB_URL ?? '');

export const products = client.db().collection<{ _id: string }>('products');
