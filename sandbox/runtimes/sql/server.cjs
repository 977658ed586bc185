/*
 * What the judge speaks to: the candidate's queries by their names, and how the definitions fared.
 *
 *   GET  /                                  → { ok }
 *   GET  /definitions                       → { ok, error? }
 *   POST /query { name, parameters }        → { columns, rows, truncated } or { error }
 */
'use strict';

const http = require('node:http');

/** Time that one statement may take, milliseconds. */
const QUERY_MS = 8_000;

const BODY_MAX = 64 * 1024;

/**
 * @param {object} options
 * @param {object} options.database a class of sessions: Postgresql or Mariadb
 * @param {string | undefined} options.url
 * @param {object | undefined} options.session one that is open already
 * @param {Map<string, object>} options.queries
 * @param {{ ok: boolean, error?: string }} options.outcome how the definitions fared
 */
function createServer({ database, url, session: opened, queries, outcome }) {
  let session = opened;
  let last = Promise.resolve();

  /** One query at a time, in the order in which they were asked for. */
  const inTurn = (work) => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };

  const run = async (statement, given) => {
    const parameters = new Map(Object.entries(given));
    const unknown = statement.parameters.find(({ name }) => !parameters.has(name));
    if (unknown !== undefined) {
      const names = [...parameters.keys()].map((name) => `:${name}`).join(', ') || 'none';
      return { error: `There is no parameter :${unknown.name}. The parameters are: ${names}.` };
    }
    if (session === undefined) return { error: 'There is no database.' };
    try {
      if (session.ended) session = await database.connect(url);
      const { columns, rows, truncated } = await session.query(statement, parameters, QUERY_MS);
      return { columns, rows, truncated };
    } catch (error) {
      // Whatever state it is in, the next query gets a session of its own.
      await session.end();
      return { error: database.explain(error, statement) };
    }
  };

  return http.createServer(async (request, response) => {
    const send = (status, body) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    if (request.method === 'GET' && request.url === '/') return send(200, { ok: true });
    if (request.method === 'GET' && request.url === '/definitions') return send(200, outcome);
    if (request.method !== 'POST' || request.url !== '/query')
      return send(404, { error: 'There is nothing here.' });
    const call = await readJson(request);
    const statement = queries.get(call?.name);
    if (statement === undefined) return send(404, { error: 'There is no such query.' });
    return send(200, await inTurn(() => run(statement, call.parameters ?? {})));
  });
}

/** The body as JSON; undefined when it is none, or longer than it may be. */
async function readJson(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= BODY_MAX) chunks.push(chunk);
  }
  if (size > BODY_MAX) return undefined;
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return undefined;
  }
}

module.exports = { createServer };
