const { MongoClient } = require('mongodb');

const client = new MongoClient(process.env.MONGODB_URL ?? '');

const products = client.db().collection('products');

module.exports = { products };
