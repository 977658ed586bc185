import { expect, expectStatus, test } from '@assay/testkit';

test(
  { id: 'health-answers', group: 'contract', title: 'The vault is up', requirements: ['R1'], timeout: '3s' },
  async (t) => {
    expect(expectStatus(await t.http.get('/health'), 200).object()).toEqual({ ok: true });
  },
);

for (const [id, title, count] of [
  ['sum-of-few', 'A few numbers', 3],
  ['sum-of-many', 'Many numbers', 200],
] as const) {
  test({ id, group: 'sums', title, requirements: ['R2'], timeout: '3s' }, async (t) => {
    const numbers = Array.from({ length: count }, () => t.random.int(1, 1_000_000));
    const answer = expectStatus(await t.http.post('/sum', { json: { numbers } }), 200);
    expect(answer.object()).toEqual({ sum: numbers.reduce((sum, number) => sum + number, 0) });
  });
}
