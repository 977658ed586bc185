import {
  decodeJwt,
  expect,
  expectStatus,
  fixture,
  signJwt,
  type Claims,
  type FixtureContext,
  type HttpAnswer,
  type JsonObject,
  type Random,
} from '@assay/testkit';

export interface Account {
  readonly id: number;
  /** As it was registered: lower case, no spaces around it. */
  readonly email: string;
  readonly password: string;
  readonly name: string;
  /** From `POST /login`. */
  readonly token: string;
}

export interface Note {
  readonly id: number;
  readonly title: string;
  readonly body: string;
}

/** Registers an account and logs in. Whatever is not given is drawn. */
export async function signUp(
  t: FixtureContext,
  given: { name?: string; email?: string } = {},
): Promise<Account> {
  const email = given.email ?? t.random.email();
  const name = given.name ?? personName(t.random);
  const password = t.random.password();
  expectStatus(await t.http.post('/register', { json: { email, password, name } }), 202);
  const login = expectStatus(await logIn(t, email, password), 200);
  const token = login.string('token');
  return { id: Number(decodeJwt(token).payload.sub), email, password, name, token };
}

/** Registers an account and makes it an admin, as the support desk does. Its token names the role. */
export async function signUpAdmin(t: FixtureContext): Promise<Account> {
  const account = await signUp(t);
  await setRole(t, account, 'admin');
  const login = expectStatus(await logIn(t, account.email, account.password), 200);
  return { ...account, token: login.string('token') };
}

export async function setRole(t: FixtureContext, account: Account, role: 'member' | 'admin'): Promise<void> {
  await t.database.query('UPDATE app.users SET role = $1 WHERE id = $2', [role, account.id]);
}

/** Accounts that tests share and don't change. */
export const people = fixture(async (t) => {
  const [alice, bob, admin] = await Promise.all([signUp(t), signUp(t), signUpAdmin(t)]);
  return { alice, bob, admin };
});

export function logIn(
  t: FixtureContext,
  email: string,
  password: string,
  headers: Record<string, string> = {},
): Promise<HttpAnswer> {
  return t.http.post('/login', { json: { email, password }, headers });
}

/** Writes a note; title and body are drawn where they are not given. */
export async function write(
  t: FixtureContext,
  owner: Account,
  given: { title?: string; body?: string } = {},
): Promise<Note> {
  const title = given.title ?? t.random.name();
  const body = given.body ?? `${t.random.word()} ${t.random.hex(12)}`;
  const answer = expectStatus(
    await t.http.post('/notes', { bearer: owner.token, json: { title, body } }),
    201,
  );
  return { id: answer.number('id'), title, body };
}

/** Does the same with each item, side by side, and fails with the first in the list that fails. */
export async function each<T>(items: readonly T[], run: (item: T) => Promise<void>): Promise<void> {
  const outcomes = await Promise.allSettled(items.map(run));
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') throw outcome.reason;
  }
}

/** The note as its owner reads it is what was written: the control after every attempt to touch it. */
export async function expectUntouched(t: FixtureContext, owner: Account, note: Note): Promise<void> {
  const answer = expectStatus(await t.http.get(`/notes/${note.id}`, { bearer: owner.token }), 200);
  expect(answer.object()).toMatchObject({
    id: note.id,
    ownerId: owner.id,
    title: note.title,
    body: note.body,
  });
}

/** An error as the statement describes it: status and code, and nothing else in the body. */
export function expectError(answer: HttpAnswer, status: number, code: string): void {
  expectStatus(answer, status);
  expect(answer.object()).toEqual({ error: code });
}

/** The notes that a list holds. */
export async function list(
  t: FixtureContext,
  caller: Account,
  query: Record<string, string | number> = {},
): Promise<JsonObject[]> {
  return expectStatus(await t.http.get('/notes', { bearer: caller.token, query }), 200).list();
}

export function secretOf(t: FixtureContext): string {
  const secret = t.env.JWT_SECRET;
  if (secret === undefined) throw new Error('the manifest promises JWT_SECRET');
  return secret;
}

/** Claims as the gateway writes them. */
export function claimsOf(account: { id: number }, changes: Claims = {}): Claims {
  const now = Math.floor(Date.now() / 1000);
  return { sub: String(account.id), role: 'member', iat: now, exp: now + 3600, ...changes };
}

/** A token as the gateway issues it. A claim that is undefined is left out. */
export function gatewayToken(t: FixtureContext, account: { id: number }, changes: Claims = {}): string {
  return signJwt(claimsOf(account, changes), secretOf(t));
}

/** Two answers that nobody can tell apart. Headers of the connection itself say nothing of an account. */
export function expectAlike(one: HttpAnswer, other: HttpAnswer): void {
  expect(visible(other)).toEqual(visible(one));
}

function visible(answer: HttpAnswer): { status: number; body: string; headers: Record<string, string> } {
  const { date, connection, 'keep-alive': keepAlive, ...headers } = answer.headers;
  return { status: answer.status, body: answer.text, headers };
}

export function personName(random: Random): string {
  const word = random.word();
  return `${word.charAt(0).toUpperCase()}${word.slice(1)} ${random.hex(6)}`;
}
