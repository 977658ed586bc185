/*
 * What a subject of kind `function` becomes once its code is built: it loads the candidate's module and answers calls.
 *
 *   PORT=8080 node function-host.cjs solution.ts
 *
 * `POST /call` with {"function": "name", "arguments": [...]} is answered with {"result": ...}, or {"error": "..."} where
 * the function threw, or 404 where there is none of that name. Names are compared without case and underscores.
 */
'use strict';

const http = require('node:http');
const path = require('node:path');
const { pathToFileURL } = require('node:url');

const BODY_MAX = 16 * 1024 * 1024;

const plain = (name) => name.replaceAll('_', '').toLowerCase();

/** Exported functions by their plain names; of a CommonJS module those of module.exports. */
function functionsOf(loaded) {
  const found = new Map();
  for (const exported of [loaded.default, loaded]) {
    if (exported === null || !['object', 'function'].includes(typeof exported)) continue;
    for (const [name, value] of Object.entries(exported))
      if (typeof value === 'function') found.set(plain(name), value);
  }
  return found;
}

function body(request) {
  return new Promise((resolve, reject) => {
    const chunks = [];
    let length = 0;
    request.on('data', (chunk) => {
      length += chunk.length;
      if (length > BODY_MAX) reject(new Error('the arguments are longer than 16 MiB'));
      else chunks.push(chunk);
    });
    request.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    request.on('error', reject);
  });
}

async function call(functions, text) {
  const asked = JSON.parse(text);
  const wanted = functions.get(plain(asked.function));
  if (wanted === undefined) return [404, { error: `There is no function ${asked.function}.` }];
  try {
    const result = await wanted(...asked.arguments);
    // Written here, so that what has no JSON (a circle, a bigint) is the function's error.
    return [200, JSON.stringify({ result: result ?? null })];
  } catch (error) {
    console.error(error);
    return [200, { error: String(error?.message ?? error) }];
  }
}

async function main() {
  const entry = path.join('/app', process.argv[2].replace(/\.([cm]?)ts$/, '.$1js'));
  const functions = functionsOf(await import(pathToFileURL(entry).href));
  const server = http.createServer((request, response) => {
    const answer = (status, content) => {
      const text = typeof content === 'string' ? content : JSON.stringify(content);
      response.writeHead(status, { 'content-type': 'application/json' }).end(text);
    };
    if (request.method !== 'POST' || request.url !== '/call') {
      answer(404, { error: 'Functions are called with POST /call.' });
      return;
    }
    body(request)
      .then((text) => call(functions, text))
      .then(
        ([status, content]) => answer(status, content),
        (error) => answer(400, { error: error.message }),
      );
  });
  server.listen(Number(process.env.PORT), '127.0.0.1');
}

void main();
