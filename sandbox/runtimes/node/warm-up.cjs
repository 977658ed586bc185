/*
 * What a program would pay for at its start and in its first requests, paid while the process waits: frameworks are
 * loaded, and answer requests of this process over a Unix socket; drivers of the databases that there are ask them.
 */
'use strict';

const http = require('node:http');
const { toJavaScript } = require('./compile.cjs');

/** More than these gain nothing that the first requests of a program would show, and cost memory. */
const ROUNDS = 40;

/** Loads and warms all that pays. Leaves nothing behind but modules: no listener, no timer, no changed default. */
async function warmUp() {
  toJavaScript(
    '/app/main.ts',
    '@some() export class Some { constructor(readonly some: string) {} }',
    'commonjs',
  );
  for (const name of ['zod', 'jsonwebtoken']) require(name);
  const items = { path: '/items/7', body: { name: 'some', tags: ['a', 'b'] } };
  await exercise(plain(), items);
  await exercise(express(), items);
  await withFastify((handler) => exercise(handler, items));
  await withNest((handler) => exercise(handler, items));
  await exercise(graphql(), { path: '/graphql', body: { query: '{ items(first: 2) { id name } }' } });
  const { DATABASE_URL, MYSQL_URL, MONGODB_URL, REDIS_URL } = process.env;
  if (DATABASE_URL) await postgresql(DATABASE_URL);
  if (MYSQL_URL) await mysql(MYSQL_URL);
  if (MONGODB_URL) await mongodb(MONGODB_URL);
  if (REDIS_URL) await redis(REDIS_URL);
}

/** Sends requests to a handler of node:http, over a socket that only this process knows of. */
async function exercise(handler, { path, body }) {
  const socketPath = `/tmp/.warm-${process.pid}`;
  const server = http.createServer(handler);
  await new Promise((resolve) => server.listen(socketPath, resolve));
  const agent = new http.Agent({ keepAlive: true });
  const options = {
    socketPath,
    path,
    agent,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    await new Promise((resolve, reject) => {
      const request = http.request(options, (response) => response.resume().on('end', resolve));
      request.on('error', reject);
      request.end(JSON.stringify(body));
    });
  }
  agent.destroy();
  await new Promise((resolve) => server.close(resolve));
}

function plain() {
  return (request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(JSON.parse(Buffer.concat(chunks).toString())));
    });
  };
}

function express() {
  const framework = require('express');
  const app = framework();
  app.use(framework.json());
  app.post('/items/:id', (request, response) =>
    response.status(201).json({ id: request.params.id, ...request.body }),
  );
  return app;
}

/** Fastify compiles its routes' schemas when it becomes ready; the first of a process cost some 80 ms. */
async function withFastify(use) {
  const app = require('fastify')();
  const text = { type: 'string', minLength: 1 };
  const item = {
    type: 'object',
    required: ['name'],
    properties: { name: text, tags: { type: 'array', items: text } },
  };
  const params = { type: 'object', properties: { id: { type: 'integer' } } };
  const schema = { params, body: item, response: { '2xx': item } };
  app.post('/items/:id', { schema }, async (request, reply) => reply.code(201).send(request.body));
  await app.ready();
  await use(app.routing);
  await app.close();
}

/** A module, a controller and a service, wired by decorators as TypeScript writes them out. */
async function withNest(use) {
  require('reflect-metadata');
  const { Body, Controller, Injectable, Logger, Module, Param, Post } = require('@nestjs/common');
  const { ParseIntPipe, ValidationPipe } = require('@nestjs/common');
  const { NestFactory } = require('@nestjs/core');
  const { IsString, Length } = require('class-validator');
  require('class-transformer');
  require('@nestjs/platform-fastify');
  const { __decorate, __metadata, __param } = require('tslib');

  class NewItem {}
  __decorate(
    [IsString(), Length(1, 9), __metadata('design:type', String)],
    NewItem.prototype,
    'name',
    undefined,
  );
  class Items {
    add(id, item) {
      return { id, ...item };
    }
  }
  __decorate([Injectable()], Items);
  class ItemsController {
    constructor(items) {
      this.items = items;
    }
    add(id, item) {
      return this.items.add(id, item);
    }
  }
  const parameters = [__param(0, Param('id', ParseIntPipe)), __param(1, Body())];
  const types = __metadata('design:paramtypes', [Number, NewItem]);
  __decorate([Post(':id'), ...parameters, types], ItemsController.prototype, 'add', null);
  __decorate([Controller('items'), __metadata('design:paramtypes', [Items])], ItemsController);
  class AppModule {}
  __decorate([Module({ controllers: [ItemsController], providers: [Items] })], AppModule);

  // Nest's logger is one for the process: silent for now, and then as it was.
  const logger = Logger.staticInstanceRef;
  Logger.overrideLogger(false);
  const app = await NestFactory.create(AppModule);
  app.useGlobalPipes(new ValidationPipe({ transform: true, whitelist: true }));
  await app.init();
  await use(app.getHttpAdapter().getInstance());
  await app.close();
  Logger.overrideLogger(logger);
}

function graphql() {
  const { createSchema, createYoga } = require('graphql-yoga');
  for (const name of ['dataloader', '@apollo/server', '@apollo/server/standalone']) require(name);
  const typeDefs = 'type Query { items(first: Int = 9): [Item!]! } type Item { id: ID! name: String! }';
  const items = () => [
    { id: 1, name: 'one' },
    { id: 2, name: 'two' },
  ];
  return createYoga({ logging: false, schema: createSchema({ typeDefs, resolvers: { Query: { items } } }) });
}

async function postgresql(connectionString) {
  const { Pool } = require('pg');
  const pool = new Pool({ connectionString, max: 1 });
  for (let round = 0; round < ROUNDS; round += 1)
    await pool.query('select $1::text as a, now() as b, 1 as c', [String(round)]);
  await pool.end();
}

async function mysql(uri) {
  const pool = require('mysql2/promise').createPool({ uri, connectionLimit: 1 });
  for (let round = 0; round < ROUNDS; round += 1) {
    await pool.query('select ? as a, now() as b, 1 as c', [String(round)]);
    await pool.execute('select ? as a, now() as b, 1 as c', [String(round)]);
  }
  await pool.end();
}

async function mongodb(url) {
  const { MongoClient } = require('mongodb');
  const client = new MongoClient(url, { maxPoolSize: 1 });
  const warm = client.db().collection('assay-warm-up');
  for (let round = 0; round < ROUNDS; round += 1) await warm.find({ some: round }).limit(1).toArray();
  await client.close();
}

async function redis(url) {
  const { Redis } = require('ioredis');
  const client = new Redis(url);
  for (let round = 0; round < ROUNDS; round += 1) await client.get('assay-warm-up');
  await client.quit();
}

module.exports = { warmUp };
