import { decodeJwt, expect, expectStatus, hasJwtSignature, test } from '@assay/testkit';
import {
  each,
  expectError,
  expectUntouched,
  gatewayToken,
  list,
  logIn,
  people,
  personName,
  secretOf,
  signUp,
  write,
} from './support';

test(
  {
    id: 'register-and-login',
    group: 'contract',
    title: 'Someone registers, logs in and sees their account',
    requirements: ['R1'],
  },
  async (t) => {
    const email = t.random.email();
    const password = t.random.password();
    const name = personName(t.random);
    const registered = await t.http.post('/register', {
      json: { email: ` ${email.toUpperCase()}`, password, name },
    });
    expectStatus(registered, 202);
    expect(registered.object()).toEqual({ status: 'accepted' });

    const capitalised = email.charAt(0).toUpperCase() + email.slice(1);
    const login = expectStatus(await logIn(t, `${capitalised} `, password), 200);
    const bearer = login.string('token');
    const me = expectStatus(await t.http.get('/me', { bearer }), 200);
    expect(me.object()).toEqual({ id: me.number('id'), email, name, role: 'member' });

    const renamed = personName(t.random);
    const changed = expectStatus(await t.http.patch('/me', { bearer, json: { name: renamed } }), 200);
    expect(changed.object()).toEqual({ ...me.object(), name: renamed });
    expectStatus(await logIn(t, email, t.random.password()), 401);
  },
);

test(
  {
    id: 'malformed-accounts',
    group: 'contract',
    title: 'Malformed registrations and logins are refused',
    requirements: ['R1'],
  },
  async (t) => {
    const good = { email: t.random.email(), password: t.random.password(), name: personName(t.random) };
    const wrongs = [
      { ...good, email: t.random.word() },
      { ...good, email: [good.email] },
      { ...good, password: t.random.hex(7) },
      { ...good, password: 12345678 },
      { ...good, name: '' },
      { email: good.email, password: good.password },
    ];
    await each(wrongs, async (json) => {
      expectError(await t.http.post('/register', { json }), 400, 'invalid_request');
    });
    await each(
      [{ email: good.email }, { email: { a: good.email }, password: good.password }],
      async (json) => {
        expectError(await t.http.post('/login', { json }), 400, 'invalid_request');
      },
    );
    expectStatus(await t.http.post('/register', { json: good }), 202);
    expectStatus(await logIn(t, good.email, good.password), 200);
  },
);

test(
  {
    id: 'note-lifecycle',
    group: 'contract',
    title: 'A note is written, read, changed and deleted',
    requirements: ['R2', 'R6'],
  },
  async (t) => {
    const { alice } = await t.use(people);
    const bearer = alice.token;
    const title = `It's "${t.random.name()}"`;
    const body = `a\\b; -- ${t.random.word()}'s <b>ünïcode</b> 100% _ ${t.random.hex(8)}\nDROP TABLE notes; SELECT 'x' UNION`;
    const answer = expectStatus(await t.http.post('/notes', { bearer, json: { title, body } }), 201);
    const created = answer.object();
    const id = answer.number('id');
    expect(created).toEqual({
      id: expect.any(Number),
      ownerId: alice.id,
      author: alice.name,
      title,
      body,
      createdAt: expect.any(String),
    });
    expect(expectStatus(await t.http.get(`/notes/${id}`, { bearer }), 200).object()).toEqual(created);

    const renamed = t.random.name();
    const changed = await t.http.patch(`/notes/${id}`, { bearer, json: { title: renamed } });
    expect(expectStatus(changed, 200).object()).toEqual({ ...created, title: renamed });
    const rewritten = await t.http.patch(`/notes/${id}`, { bearer, json: { body: '' } });
    expect(expectStatus(rewritten, 200).object()).toEqual({ ...created, title: renamed, body: '' });

    const bare = expectStatus(await t.http.post('/notes', { bearer, json: { title } }), 201);
    expect(bare.object()).toMatchObject({ title, body: '' });

    const deleted = expectStatus(await t.http.delete(`/notes/${id}`, { bearer }), 204);
    expect(deleted.text).toBe('');
    expectError(await t.http.get(`/notes/${id}`, { bearer }), 404, 'not_found');
  },
);

test(
  {
    id: 'malformed-notes',
    group: 'contract',
    title: 'Malformed notes are refused, missing ones not found',
    requirements: ['R2'],
  },
  async (t) => {
    const { alice } = await t.use(people);
    const bearer = alice.token;
    const note = await write(t, alice);
    await each([{ title: '' }, { title: 7 }, { body: 'x' }, { title: 'x', body: ['x'] }], async (json) => {
      expectError(await t.http.post('/notes', { bearer, json }), 400, 'invalid_request');
    });
    await each([{ title: '' }, { body: 7 }], async (json) => {
      expectError(await t.http.patch(`/notes/${note.id}`, { bearer, json }), 400, 'invalid_request');
    });
    await expectUntouched(t, alice, note);
    const missing = `/notes/${t.random.int(1_500_000_000, 2_000_000_000)}`;
    expectError(await t.http.get(missing, { bearer }), 404, 'not_found');
    expectError(await t.http.patch(missing, { bearer, json: { title: 'x' } }), 404, 'not_found');
    expectError(await t.http.delete(missing, { bearer }), 404, 'not_found');
  },
);

test(
  { id: 'list-notes', group: 'contract', title: 'The list is searched and sorted', requirements: ['R3'] },
  async (t) => {
    const { admin, bob } = await t.use(people);
    const carol = await signUp(t);
    const mark = t.random.hex(10);
    const [b, c, a] = [
      await write(t, carol, { title: `b ${mark}` }),
      await write(t, carol, { title: 'c', body: `about ${mark.toUpperCase()}.` }),
      await write(t, carol, { title: 'a' }),
    ];
    await write(t, bob, { title: mark });
    const ids = async (query: Record<string, string | number> = {}, caller = carol): Promise<unknown[]> =>
      (await list(t, caller, query)).map((note) => note.id);
    expect(await ids()).toEqual([b.id, c.id, a.id]);
    expect(await ids({ order: 'desc' })).toEqual([a.id, c.id, b.id]);
    expect(await ids({ sort: 'title' })).toEqual([a.id, b.id, c.id]);
    expect(await ids({ sort: 'title', order: 'desc' })).toEqual([c.id, b.id, a.id]);
    expect(await ids({ q: mark })).toEqual([b.id, c.id]);
    expect(await ids({ q: mark, sort: 'id', order: 'asc' })).toEqual([b.id, c.id]);
    expect(await ids({ q: t.random.hex(16) })).toEqual([]);
    expect(await ids({ owner: carol.id, q: mark }, admin)).toEqual([b.id, c.id]);
  },
);

test(
  {
    id: 'user-directory',
    group: 'contract',
    title: 'Admins see all accounts, members their own',
    requirements: ['R4'],
  },
  async (t) => {
    const { alice, bob, admin } = await t.use(people);
    const shown = (account: typeof alice, role: string): object => ({
      id: account.id,
      email: account.email,
      name: account.name,
      role,
    });
    const all = expectStatus(await t.http.get('/users', { bearer: admin.token }), 200).list();
    expect(all).toEqual(
      expect.arrayContaining([shown(alice, 'member'), shown(bob, 'member'), shown(admin, 'admin')]),
    );
    const ids = all.map((user) => Number(user.id));
    expect(ids).toEqual([...ids].sort((one, other) => one - other));
    expectError(await t.http.get('/users', { bearer: alice.token }), 403, 'forbidden');

    const own = expectStatus(await t.http.get(`/users/${alice.id}`, { bearer: alice.token }), 200);
    expect(own.object()).toEqual(shown(alice, 'member'));
    const other = expectStatus(await t.http.get(`/users/${bob.id}`, { bearer: admin.token }), 200);
    expect(other.object()).toEqual(shown(bob, 'member'));
    const missing = t.random.int(1_500_000_000, 2_000_000_000);
    expectError(await t.http.get(`/users/${missing}`, { bearer: admin.token }), 404, 'not_found');
  },
);

test(
  {
    id: 'token-format',
    group: 'contract',
    title: "Login's and the gateway's tokens are honoured",
    requirements: ['R5'],
  },
  async (t) => {
    const { alice, admin } = await t.use(people);
    for (const [account, role] of [
      [alice, 'member'],
      [admin, 'admin'],
    ] as const) {
      const { header, payload } = decodeJwt(account.token);
      expect(header.alg).toBe('HS256');
      expect(hasJwtSignature(account.token, secretOf(t))).toBe(true);
      expect(payload).toMatchObject({
        sub: String(account.id),
        role,
        iat: expect.any(Number),
        exp: expect.any(Number),
      });
      expect(Number(payload.exp) - Number(payload.iat)).toBe(3600);
    }
    const me = expectStatus(await t.http.get('/me', { bearer: gatewayToken(t, alice) }), 200);
    expect(me.object()).toMatchObject({ id: alice.id });
    const bearer = gatewayToken(t, admin, { role: 'admin' });
    expectStatus(await t.http.get('/users', { bearer }), 200);
    await each(['/me', '/users', '/notes', `/users/${alice.id}`], async (path) => {
      expectError(await t.http.get(path), 401, 'unauthenticated');
    });
  },
);
