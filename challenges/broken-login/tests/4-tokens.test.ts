import { generateKeyPairSync, sign } from 'node:crypto';
import { expect, expectStatus, forgeJwt, signJwt, test, type TestContext } from '@assay/testkit';
import {
  claimsOf,
  each,
  expectError,
  gatewayToken,
  people,
  secretOf,
  setRole,
  signUp,
  write,
} from './support';

/** Every door that a token opens. */
async function expectRefused(t: TestContext, bearer: string, path = '/me'): Promise<void> {
  expectError(await t.http.get(path, { bearer }), 401, 'unauthenticated');
}

test(
  {
    id: 'no-signature',
    group: 'tokens',
    title: 'A token without a signature is refused',
    requirements: ['R8'],
  },
  async (t) => {
    const { alice, bob, admin } = await t.use(people);
    await each(['none', 'None', 'nOnE'], async (algorithm) => {
      await expectRefused(t, forgeJwt.unsigned(alice.token, { sub: String(bob.id) }, algorithm));
    });
    await expectRefused(t, forgeJwt.unsigned(admin.token, { role: 'admin' }), '/users');
    await expectRefused(t, forgeJwt.stripped(alice.token), '/notes');
    await expectRefused(t, alice.token.slice(0, alice.token.lastIndexOf('.')));
    await expectRefused(t, signJwt(claimsOf(bob), secretOf(t), { alg: 'none' }));
    expectStatus(await t.http.get('/me', { bearer: alice.token }), 200);
    expectStatus(await t.http.get('/users', { bearer: admin.token }), 200);
  },
);

test(
  { id: 'edited-token', group: 'tokens', title: 'A token that was edited is refused', requirements: ['R8'] },
  async (t) => {
    const { alice, bob, admin } = await t.use(people);
    const note = await write(t, bob);
    await each(['/me', '/notes', `/notes/${note.id}`, `/users/${bob.id}`], async (path) => {
      await expectRefused(t, forgeJwt.edited(alice.token, { sub: String(bob.id) }), path);
    });
    await expectRefused(t, forgeJwt.edited(alice.token, { role: 'admin' }), '/users');
    await expectRefused(t, forgeJwt.edited(alice.token, { exp: 4_000_000_000 }));
    await expectRefused(t, forgeJwt.flipped(admin.token), '/users');
    const [, , othersSignature] = bob.token.split('.');
    await expectRefused(t, `${alice.token.slice(0, alice.token.lastIndexOf('.'))}.${othersSignature ?? ''}`);
    const forged = forgeJwt.edited(alice.token, { sub: String(bob.id) });
    const title = t.random.name();
    expectError(await t.http.post('/notes', { bearer: forged, json: { title } }), 401, 'unauthenticated');
    expectError(await t.http.delete(`/notes/${note.id}`, { bearer: forged }), 401, 'unauthenticated');
    expectError(await t.http.patch('/me', { bearer: forged, json: { name: 'x' } }), 401, 'unauthenticated');
    expectStatus(await t.http.get(`/notes/${note.id}`, { bearer: bob.token }), 200);
  },
);

test(
  {
    id: 'other-key',
    group: 'tokens',
    title: 'A token signed with another key is refused',
    requirements: ['R8'],
  },
  async (t) => {
    const { alice } = await t.use(people);
    const secret = secretOf(t);
    const keys = [
      t.random.hex(43),
      '',
      'secret',
      secret.slice(0, -1),
      `${secret} `,
      Buffer.from(secret, 'base64'),
    ];
    await each(keys, (key) => expectRefused(t, signJwt(claimsOf(alice), key)));
    await expectRefused(t, forgeJwt.wrongKey(alice.token, t.random.hex(43), { role: 'admin' }), '/users');
    expectStatus(await t.http.get('/me', { bearer: signJwt(claimsOf(alice), secret) }), 200);
  },
);

test(
  {
    id: 'other-algorithm',
    group: 'tokens',
    title: 'Another algorithm than the agreed one is refused',
    requirements: ['R8'],
  },
  async (t) => {
    const { alice } = await t.use(people);
    const secret = secretOf(t);
    await each(['HS384', 'HS512'], (alg) => expectRefused(t, signJwt(claimsOf(alice), secret, { alg })));
    // A key of the sender's own, which its header brings along.
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
    const header = { alg: 'EdDSA', typ: 'JWT', jwk: publicKey.export({ format: 'jwk' }) };
    const input = `${encode(header)}.${encode(claimsOf(alice))}`;
    await expectRefused(t, `${input}.${sign(null, Buffer.from(input), privateKey).toString('base64url')}`);
    expectStatus(await t.http.get('/me', { bearer: gatewayToken(t, alice) }), 200);
  },
);

test(
  {
    id: 'expiry',
    group: 'tokens',
    title: 'A token that has expired or never expires is refused',
    requirements: ['R8'],
  },
  async (t) => {
    const { alice, admin } = await t.use(people);
    const now = Math.floor(Date.now() / 1000);
    const ago = t.random.int(120, 3000);
    await expectRefused(t, gatewayToken(t, alice, { iat: now - 3600 - ago, exp: now - ago }));
    await expectRefused(t, gatewayToken(t, alice, { exp: undefined }));
    await expectRefused(t, gatewayToken(t, admin, { exp: undefined, role: 'admin' }), '/users');
    await expectRefused(t, gatewayToken(t, alice, { exp: null }));
    await expectRefused(t, gatewayToken(t, alice, { exp: 'never' }));
    const late = gatewayToken(t, alice, { iat: now - 3480, exp: now + 120 });
    expectStatus(await t.http.get('/me', { bearer: late }), 200);
  },
);

test(
  {
    id: 'subject',
    group: 'tokens',
    title: 'A token for an account that does not exist is refused',
    requirements: ['R8'],
  },
  async (t) => {
    const { admin: stayer } = await t.use(people);
    const leaver = await signUp(t);
    const note = await write(t, leaver);
    expectStatus(await t.http.get('/notes', { bearer: leaver.token }), 200);
    await t.database.query('DELETE FROM app.users WHERE id = $1', [leaver.id]);
    await each(['/me', '/notes', `/notes/${note.id}`, `/users/${leaver.id}`], async (path) => {
      await expectRefused(t, leaver.token, path);
    });
    const json = { title: t.random.name() };
    expectError(await t.http.post('/notes', { bearer: leaver.token, json }), 401, 'unauthenticated');
    const unknown = t.random.int(1_500_000_000, 2_000_000_000);
    await each([String(unknown), 'admin', '', undefined], async (sub) => {
      await expectRefused(t, gatewayToken(t, stayer, { sub, role: 'admin' }), '/users');
    });
    expectStatus(await t.http.get('/users', { bearer: gatewayToken(t, stayer) }), 200);
  },
);

test(
  {
    id: 'role-in-token',
    group: 'tokens',
    title: 'The role that a token names gives no rights',
    requirements: ['R9'],
  },
  async (t) => {
    const { alice, bob, admin } = await t.use(people);
    const bearer = gatewayToken(t, alice, { role: 'admin' });
    expectError(await t.http.get('/users', { bearer }), 403, 'forbidden');
    const me = expectStatus(await t.http.get('/me', { bearer }), 200);
    expect(me.object()).toMatchObject({ id: alice.id, role: 'member' });
    expectStatus(await t.http.get('/users', { bearer: gatewayToken(t, admin, { role: 'member' }) }), 200);
    const bare = gatewayToken(t, admin, { role: undefined });
    expectStatus(await t.http.get(`/users/${bob.id}`, { bearer: bare }), 200);
  },
);

test(
  { id: 'role-changed', group: 'tokens', title: 'A changed role counts at once', requirements: ['R9'] },
  async (t) => {
    const { bob } = await t.use(people);
    const account = await signUp(t);
    const bearer = account.token;
    expectError(await t.http.get('/users', { bearer }), 403, 'forbidden');
    await setRole(t, account, 'admin');
    expectStatus(await t.http.get('/users', { bearer }), 200);
    expectStatus(await t.http.get(`/users/${bob.id}`, { bearer }), 200);
    await setRole(t, account, 'member');
    expectError(await t.http.get('/users', { bearer }), 403, 'forbidden');
  },
);

test(
  {
    id: 'no-token-at-all',
    group: 'tokens',
    title: 'What is no token is refused, whatever its shape',
    requirements: ['R8'],
  },
  async (t) => {
    const { alice } = await t.use(people);
    const secret = secretOf(t);
    const [header = '', payload = '', signature = ''] = alice.token.split('.');
    const encode = (text: string): string => Buffer.from(text).toString('base64url');
    const shapes = [
      'null',
      't',
      '..',
      'a.b.c',
      t.random.hex(400),
      `${header}.${payload}.${signature}.${signature}`,
      `${encode('null')}.${encode('null')}.${signature}`,
      `${encode('[]')}.${payload}.${signature}`,
      `${encode('{"alg":["HS256"]}')}.${payload}.${signature}`,
      `${header}.${encode('{"sub":')}.${signature}`,
    ];
    await each(shapes, (shape) => expectRefused(t, shape));
    // Well signed, and still no set of claims.
    await each([null, [], 'text', {}], (claims) => expectRefused(t, signJwt(claims as never, secret)));
    const basic = Buffer.from(`${alice.email}:${alice.password}`).toString('base64');
    await each(['', 'Bearer', `Basic ${basic}`, `Token ${alice.token}`], async (authorization) => {
      expectError(await t.http.get('/me', { headers: { authorization } }), 401, 'unauthenticated');
    });
    expectStatus(await t.http.get('/me', { bearer: alice.token }), 200);
  },
);
