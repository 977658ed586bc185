import {
  expect,
  expectStatus,
  type HttpAnswer,
  type HttpClient,
  type JsonObject,
  type TestContext,
} from '@assay/testkit';

export interface Account {
  readonly id: string;
  readonly currency: string;
  readonly balance: number;
}

export interface Payment {
  accountId: string;
  amount: number;
  currency: string;
  reference: string;
}

/** Opens an account as the other system does: straight in the table. */
export async function openAccount(
  t: TestContext,
  balance: number = t.random.int(20_000, 90_000),
): Promise<Account> {
  const account = {
    id: t.random.uuid(),
    currency: t.random.pick(['EUR', 'USD', 'CHF', 'SEK', 'PLN']),
    balance,
  };
  await t.database.query('INSERT INTO app.accounts (id, owner, currency, balance) VALUES ($1, $2, $3, $4)', [
    account.id,
    t.random.name(),
    account.currency,
    account.balance,
  ]);
  return account;
}

/** A payment that the account can afford. */
export function payment(
  t: TestContext,
  account: Account,
  amount: number = t.random.int(100, 2_000),
): Payment {
  return {
    accountId: account.id,
    amount,
    currency: account.currency,
    reference: `Order ${t.random.int(1_000, 99_999)}`,
  };
}

/** A key as clients make them: of no fixed form. */
export function newKey(t: TestContext): string {
  return t.random.pick([t.random.uuid(), `${t.random.word()}-order-${t.random.hex(10)}`, t.random.hex(24)]);
}

export function pay(client: HttpClient, key: string, body: unknown): Promise<HttpAnswer> {
  return client.post('/payments', { headers: { 'idempotency-key': key }, json: body });
}

/** The balance as the service tells it. */
export async function balanceOf(client: HttpClient, account: Account): Promise<number> {
  return expectStatus(await client.get(`/accounts/${account.id}`), 200).number('balance');
}

export async function expectBalance(client: HttpClient, account: Account, balance: number): Promise<void> {
  expect({ balance: await balanceOf(client, account) }).toEqual({ balance });
}

/** Expects an error in the form that the statement asks for. */
export function expectProblem(answer: HttpAnswer, status: number, ...codes: string[]): void {
  expectStatus(answer, status);
  const problem = answer.object();
  expect({ request: answer.request, contentType: answer.mediaType }).toEqual({
    request: answer.request,
    contentType: 'application/problem+json',
  });
  expect(problem).toMatchObject({ status, title: expect.any(String) });
  expect(codes).toContain(problem['code']);
}

/** Expects that two answers are the same one. */
export function expectSameAnswer(repeated: HttpAnswer, first: HttpAnswer): void {
  expectStatus(repeated, first.status);
  expect(repeated.json()).toEqual(first.json());
}

/**
 * Longest wait until requests have reached the account, milliseconds. Only a service that lets them wait elsewhere than in
 * the database takes all of it; it is long so that a busy machine does not let a race go unseen.
 */
export const MEET_MS = 2_000;

/** Makes the requests meet: the account is locked until all of them had time to reach it. */
export async function together(
  t: TestContext,
  account: Account,
  send: () => Promise<HttpAnswer>[],
): Promise<HttpAnswer[]> {
  const hold = await t.database.hold('SELECT 1 FROM app.accounts WHERE id = $1 FOR UPDATE', [account.id]);
  const answers = send();
  await hold.untilBlocked(answers.length, MEET_MS);
  await hold.release();
  return Promise.all(answers);
}

/** The objects of the answers that took a payment. */
export function taken(answers: readonly HttpAnswer[]): JsonObject[] {
  return answers.filter((answer) => answer.status === 201).map((answer) => answer.object());
}
