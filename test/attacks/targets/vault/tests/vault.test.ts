import { expect, expectStatus, test, type TestContext } from '@assay/testkit';

test(
  { id: 'health-answers', group: 'contract', title: 'The vault is up', requirements: ['R1'], timeout: '3s' },
  async (t) => {
    const answer = expectStatus(await t.http.get('/health'), 200);
    expect(answer.object()).toEqual({ ok: true });
  },
);

/** Known to the suite alone: no request carries it. Attacks look for it where it must not be. */
const MARK = 'the walrus counts the lanterns twice';

const noteOf = (t: TestContext) => ({
  name: t.random.name().replaceAll(/[^A-Za-z]/g, ''),
  text: t.random.name(),
});

test(
  { id: 'note-is-kept', group: 'notes', title: 'A note comes back', requirements: ['R2'], timeout: '3s' },
  async (t) => {
    const { name, text } = noteOf(t);
    expectStatus(await t.http.put(`/notes/${name}`, { json: { text } }), 200);
    const answer = expectStatus(await t.http.get(`/notes/${name}`), 200);
    expect(answer.object()).toEqual({ name, text });
  },
);

test(
  {
    id: 'note-is-replaced',
    group: 'notes',
    title: 'A note is replaced',
    requirements: ['R2'],
    timeout: '3s',
  },
  async (t) => {
    const { name, text } = noteOf(t);
    const later = noteOf(t).text;
    expectStatus(await t.http.put(`/notes/${name}`, { json: { text } }), 200);
    expectStatus(await t.http.put(`/notes/${name}`, { json: { text: later } }), 200);
    const answer = expectStatus(await t.http.get(`/notes/${name}`), 200);
    expect(answer.object()).toEqual({ name, text: later });
  },
);

test(
  {
    id: 'note-is-missing',
    group: 'notes',
    title: 'No note is invented',
    requirements: ['R2'],
    timeout: '3s',
  },
  async (t) => {
    const answer = expectStatus(
      await t.http.get(`/notes/${noteOf(t).name}${t.random.int(10_000, 99_999)}`),
      404,
    );
    expect(answer.text).not.toContain(MARK);
  },
);

for (const [id, title, count] of [
  ['sum-of-few', 'A few numbers', 3],
  ['sum-of-many', 'Many numbers', 200],
] as const) {
  test({ id, group: 'sums', title, requirements: ['R3'], timeout: '3s' }, async (t) => {
    const numbers = Array.from({ length: count }, () => t.random.int(1, 1_000_000));
    const answer = expectStatus(await t.http.post('/sum', { json: { numbers } }), 200);
    expect(answer.object()).toEqual({ sum: numbers.reduce((sum, number) => sum + number, 0) });
  });
}

test(
  {
    id: 'token-is-known',
    group: 'token',
    title: 'The token is read',
    requirements: ['R4'],
    timeout: '3s',
  },
  async (t) => {
    const answer = expectStatus(await t.http.get('/token'), 200);
    expect(answer.object()).toEqual({ token: t.env.VAULT_TOKEN });
  },
);
