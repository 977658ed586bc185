/*
 * The waiting process of the Node runtime. It loads the frameworks and warms the compiler, takes the candidate's
 * files as one frame on standard input, compiles them, and then becomes the candidate's program: same process,
 * main module, standard input empty. Up to the `built` frame no line of the candidate's has run.
 */
'use strict';

const fs = require('node:fs');
const Module = require('node:module');
const path = require('node:path');

const APP = '/app';

/** Frameworks that take longest to load. What is not listed loads when it is asked for. */
const WARM = [
  'express',
  'fastify',
  'pg',
  'zod',
  'jsonwebtoken',
  'node:http',
  'node:crypto',
  'node:url',
  'node:stream',
];

/** One frame: four bytes of length, big endian, and UTF-8 JSON. */
function send(message) {
  const body = Buffer.from(JSON.stringify(message));
  const frame = Buffer.allocUnsafe(4 + body.length);
  frame.writeUInt32BE(body.length, 0);
  body.copy(frame, 4);
  let at = 0;
  while (at < frame.length) at += fs.writeSync(1, frame, at);
}

/** Reads exactly `length` bytes of standard input, or ends: without a supervisor there is nothing to wait for. */
function read(length) {
  const bytes = Buffer.allocUnsafe(length);
  let at = 0;
  while (at < length) {
    let got;
    try {
      got = fs.readSync(0, bytes, at, length - at, null);
    } catch (error) {
      if (error.code === 'EAGAIN') {
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
        continue;
      }
      throw error;
    }
    if (got === 0) process.exit(0);
    at += got;
  }
  return bytes;
}

/** Answers some requests of its own over a Unix socket, so that HTTP and the database driver are compiled before the code comes. */
async function warmUp() {
  const http = require('node:http');
  const express = require('express');
  const app = express();
  app.use(express.json());
  app.post('/warm/:id', (request, response) =>
    response.status(201).json({ id: request.params.id, body: request.body }),
  );
  const plain = (request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(JSON.parse(Buffer.concat(chunks).toString())));
    });
  };
  // Fastify compiles its routes and serialisers when it becomes ready; the first one of a process costs some 100 ms.
  const fastify = require('fastify')();
  fastify.post('/warm/:id', async (request, reply) =>
    reply.code(201).send({ id: request.params.id, body: request.body }),
  );
  await fastify.ready();
  for (const handler of [app, plain, fastify.routing]) {
    const socket = `/tmp/.warm-${process.pid}`;
    const server = http.createServer(handler);
    await new Promise((resolve) => server.listen(socket, resolve));
    const agent = new http.Agent({ keepAlive: true });
    for (let round = 0; round < 150; round += 1) {
      await new Promise((resolve, reject) => {
        const request = http.request(
          {
            socketPath: socket,
            path: `/warm/${round}`,
            method: 'POST',
            agent,
            headers: { 'content-type': 'application/json' },
          },
          (response) => response.resume().on('end', resolve),
        );
        request.on('error', reject);
        request.end('{"some":"value","list":[1,2,3]}');
      });
    }
    agent.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
  await fastify.close();
  if (process.env.DATABASE_URL) {
    const { Pool } = require('pg');
    const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 1 });
    for (let round = 0; round < 60; round += 1)
      await pool.query('select $1::text as a, now() as b, 1 as c', [String(round)]);
    await pool.end();
  }
}

/** Compiles TypeScript next to its source and reads JavaScript once, so that a syntax error shows before any test. */
function build(files) {
  const swc = require('@swc/core');
  const manifest = files.find((file) => file.path === 'package.json');
  let type = 'commonjs';
  const diagnostics = [];
  if (manifest !== undefined) {
    try {
      if (JSON.parse(manifest.content).type === 'module') type = 'module';
    } catch (error) {
      diagnostics.push({ file: 'package.json', message: `package.json is not JSON: ${error.message}` });
    }
  }
  for (const file of files) {
    const match = /\.([cm]?)(ts|js)$/.exec(file.path);
    if (match === null || file.path.endsWith('.d.ts')) continue;
    const typescript = match[2] === 'ts';
    const format = match[1] === 'c' ? 'commonjs' : match[1] === 'm' ? 'module' : type;
    const parser = typescript
      ? { syntax: 'typescript', decorators: true }
      : { syntax: 'ecmascript', allowReturnOutsideFunction: true };
    try {
      if (!typescript) {
        swc.parseSync(file.content, { ...parser, target: 'es2024' });
        continue;
      }
      const { code } = swc.transformSync(file.content, {
        filename: path.join(APP, file.path),
        sourceFileName: path.basename(file.path),
        swcrc: false,
        sourceMaps: 'inline',
        module: { type: format === 'module' ? 'es6' : 'commonjs' },
        jsc: {
          target: 'es2024',
          parser,
          transform: { legacyDecorator: true, decoratorMetadata: true },
          rewriteRelativeImportExtensions: true,
          keepClassNames: true,
        },
      });
      fs.writeFileSync(path.join(APP, file.path.replace(/ts$/, 'js')), code);
    } catch (error) {
      diagnostics.push(diagnostic(file.path, String(error.message)));
    }
  }
  return diagnostics;
}

/** The compiler's words, and the place it names. */
function diagnostic(file, text) {
  // eslint-disable-next-line no-control-regex -- terminal colours are made of control characters
  const plain = text.replace(/\u001b\[[0-9;]*m/g, '').trim();
  const place = /[╭,]-\[(?:.*?:)?(\d+):(\d+)\]/.exec(plain);
  const message = plain.slice(0, 4000);
  return place === null
    ? { file, message }
    : { file, line: Number(place[1]), column: Number(place[2]), message };
}

async function main() {
  process.chdir(APP);
  for (const name of WARM) require(name);
  require('@swc/core').transformSync('const a: number = 1', { jsc: { parser: { syntax: 'typescript' } } });
  await warmUp();
  send({ type: 'ready' });

  const { entry, files } = JSON.parse(read(read(4).readUInt32BE(0)).toString('utf8'));
  // Standard input is the supervisor's pipe: the program gets an empty one in its place, at the same number.
  fs.closeSync(0);
  fs.openSync('/dev/null', 'r');
  // From here on process 1 counts the wall limit.
  process.kill(1, 'SIGUSR1');

  for (const file of files) {
    const target = path.join(APP, file.path);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, file.content);
  }
  const diagnostics = build(files);
  if (diagnostics.length > 0) {
    send({ type: 'build-failed', diagnostics: diagnostics.slice(0, 50) });
    process.exit(0);
  }
  if (!files.some((file) => file.path === entry)) {
    send({
      type: 'build-failed',
      diagnostics: [{ file: entry, message: `There is no ${entry}: the program starts there.` }],
    });
    process.exit(0);
  }
  send({ type: 'built' });

  const program = path.join(APP, entry.replace(/\.([cm]?)ts$/, '.$1js'));
  process.argv = [process.execPath, program];
  delete require.cache[__filename];
  Module.runMain(program);
}

void main();
