const fastify = require('fastify');
const { migrate } = require('./database');
const { parseOrder } = require('./order');
const { TABLES, findAccount, findPayment, takePayment } = require('./payments');
const { Problem } = require('./problem');

const app = fastify();

app.get('/health', async () => ({ status: 'ok' }));
app.get('/accounts/:id', (request) => findAccount(request.params.id));
app.get('/payments/:id', (request) => findPayment(request.params.id));

app.post('/payments', async (request, reply) => {
  const key = request.headers['idempotency-key'];
  if (!key) throw new Problem(400, 'missing_idempotency_key', 'The header Idempotency-Key is required');
  const { status, body } = await takePayment(key, parseOrder(request.body));
  return send(reply, status, body);
});

function send(reply, status, body) {
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  return reply.code(status).type(type).send(JSON.stringify(body));
}

function problemOf(error) {
  if (error instanceof Problem) return error.answer;
  if (error.statusCode === 400) return { status: 400, code: 'invalid_json', title: 'The body is not JSON' };
  console.error(error);
  return { status: 500, code: 'internal', title: 'Something failed' };
}

app.setErrorHandler((error, _request, reply) => {
  const problem = problemOf(error);
  return send(reply, problem.status, problem);
});

app.setNotFoundHandler((_request, reply) =>
  send(reply, 404, { status: 404, code: 'not_found', title: 'There is nothing here' }),
);

async function main() {
  await migrate(TABLES);
  await app.listen({ port: Number(process.env.PORT), host: '0.0.0.0' });
}

main();
