import { expect, expectStatus, test } from '@assay/testkit';
import {
  each,
  expectError,
  expectUntouched,
  gatewayToken,
  list,
  logIn,
  people,
  signUp,
  write,
} from './support';

test(
  {
    id: 'login-address',
    group: 'injection',
    title: 'Whatever stands in a login, only its own account is opened',
    requirements: ['R6', 'R12'],
  },
  async (t) => {
    const { alice: mallory, bob: victim } = await t.use(people);
    const victimAsMallory =
      'select v.id, v.email, v.name, m.password_hash, v.role, v.created_at from users v, users m ' +
      `where v.email = '${victim.email}' and m.email = '${mallory.email}'`;
    const addresses = [
      `${mallory.email}' and '1'='1`,
      `' or email = '${mallory.email}' --`,
      `' union ${victimAsMallory} --`,
      `') union ${victimAsMallory} --`,
      `${mallory.email}'; update users set role = 'admin' where email = '${mallory.email}' --`,
      `${mallory.email}\\' or 1=1 --`,
    ];
    // Refused is refused here; that all refusals are alike is enumeration's business.
    await each(addresses, async (address) => {
      const answer = expectStatus(await logIn(t, address, mallory.password), 401, 404);
      expect(answer.object()).not.toHaveProperty('token');
    });
    const login = expectStatus(await logIn(t, mallory.email, mallory.password), 200);
    const me = expectStatus(await t.http.get('/me', { bearer: login.string('token') }), 200);
    expect(me.object()).toMatchObject({ id: mallory.id, role: 'member' });
    expectStatus(await logIn(t, victim.email, victim.password), 200);
  },
);

test(
  {
    id: 'quoted-accounts',
    group: 'injection',
    title: 'An address and a name with quotes work like any other',
    requirements: ['R1', 'R6'],
  },
  async (t) => {
    const surname = `o'${t.random.name()}`;
    const owner = await signUp(t, {
      email: `${surname}@example.com`,
      name: `Mary "Mae" ${surname} \\ 100% $1 %s {0} ?`,
    });
    const me = expectStatus(await t.http.get('/me', { bearer: owner.token }), 200);
    expect(me.object()).toMatchObject({ email: owner.email, name: owner.name });
    const note = await write(t, owner);
    const shown = expectStatus(await t.http.get(`/notes/${note.id}`, { bearer: owner.token }), 200);
    expect(shown.object()).toMatchObject({ author: owner.name, title: note.title });
  },
);

test(
  {
    id: 'search-text',
    group: 'injection',
    title: 'A search finds its text and nothing else',
    requirements: ['R3', 'R6'],
  },
  async (t) => {
    const { alice: mallory, bob } = await t.use(people);
    const secret = await write(t, bob);
    const columns = 'select id, owner_id, author, title, body, created_at from notes';
    const searches = [
      "x' or '1'='1",
      "x%') or 1=1 --",
      `x%' or owner_id = ${bob.id} or title like '%`,
      `x%') union ${columns} --`,
      `x'; delete from notes where owner_id = ${mallory.id}; --`,
      `it's ${t.random.name()}`,
      `"${t.random.name()}"; --`,
    ];
    await each(searches, async (q) => {
      const mark = t.random.hex(8);
      const own = await write(t, mallory, { title: mark, body: `${mark} ${q} ${mark}` });
      expect(await list(t, mallory, { q })).toEqual([
        expect.objectContaining({ id: own.id, body: own.body }),
      ]);
    });
    await expectUntouched(t, bob, secret);
  },
);

test(
  {
    id: 'search-patterns',
    group: 'injection',
    title: 'Each character of a search stands for itself',
    requirements: ['R6'],
  },
  async (t) => {
    const owner = await signUp(t);
    const mark = t.random.hex(8);
    const percent = await write(t, owner, { title: `${mark} 40% off` });
    const underscore = await write(t, owner, { title: mark, body: `snake_case` });
    const backslash = await write(t, owner, { title: mark, body: 'C:\\dir' });
    const plain = await write(t, owner, { title: `${mark} 40 snakes`, body: 'off-case' });
    const ids = async (q: string): Promise<unknown[]> => (await list(t, owner, { q })).map((note) => note.id);
    expect(await ids('%')).toEqual([percent.id]);
    expect(await ids('_')).toEqual([underscore.id]);
    expect(await ids('\\')).toEqual([backslash.id]);
    expect(await ids('E_C')).toEqual([underscore.id]);
    expect(await ids(mark)).toEqual([percent.id, underscore.id, backslash.id, plain.id]);
  },
);

test(
  {
    id: 'sort-and-order',
    group: 'injection',
    title: 'Only the sorts and orders that exist are taken',
    requirements: ['R3', 'R7'],
  },
  async (t) => {
    const mallory = await signUp(t);
    const bearer = mallory.token;
    const [b, a] = [await write(t, mallory, { title: 'b' }), await write(t, mallory, { title: 'a' })];
    const probe = '(select count(*) from users)';
    const sorts = [
      `(case when ${probe} > 0 then title else body end)`,
      `id, ${probe}`,
      'id desc --',
      'password_hash',
      "id'",
    ];
    await each(sorts, async (sort) => {
      expectError(await t.http.get('/notes', { bearer, query: { sort } }), 400, 'invalid_request');
    });
    const orders = [
      `asc, ${probe}`,
      `desc; update users set role = 'admin' where id = ${mallory.id}`,
      'asc nulls first',
      'sideways',
    ];
    await each(orders, async (order) => {
      expectError(
        await t.http.get('/notes', { bearer, query: { sort: 'title', order } }),
        400,
        'invalid_request',
      );
    });
    const sorted = await list(t, mallory, { sort: 'title', order: 'asc' });
    expect(sorted.map((note) => note.id)).toEqual([a.id, b.id]);
    const me = expectStatus(await t.http.get('/me', { bearer }), 200);
    expect(me.object()).toMatchObject({ role: 'member' });
  },
);

test(
  {
    id: 'owner-filter',
    group: 'injection',
    title: 'An owner is a whole number or refused',
    requirements: ['R3', 'R7'],
  },
  async (t) => {
    const { alice, admin } = await t.use(people);
    const note = await write(t, alice);
    const bearer = admin.token;
    const owners = [
      `${admin.id} or 1=1`,
      `${admin.id} or owner_id = ${alice.id}`,
      `(select id from users where email = '${alice.email}')`,
      `${alice.id}--`,
      `${alice.id}.5`,
      'all',
    ];
    await each(owners, async (owner) => {
      expectError(await t.http.get('/notes', { bearer, query: { owner } }), 400, 'invalid_request');
    });
    const listed = await list(t, admin, { owner: alice.id, q: note.body });
    expect(listed.map(({ id }) => id)).toEqual([note.id]);
    expect((await list(t, admin)).filter((listed) => listed.ownerId !== admin.id)).toEqual([]);
  },
);

test(
  {
    id: 'ids-in-paths',
    group: 'injection',
    title: 'An id in a path is a whole number or not found',
    requirements: ['R6', 'R7'],
  },
  async (t) => {
    const { alice: mallory, bob } = await t.use(people);
    const bearer = mallory.token;
    const [own, theirs] = await Promise.all([write(t, mallory), write(t, bob)]);
    const path = (text: string): string => `/notes/${encodeURIComponent(text)}`;
    const ids = [
      `${own.id} or id = ${theirs.id}`,
      `${own.id} and (select count(*) from users) > 0`,
      `${own.id}--`,
      `${own.id}'`,
      `0 union select * from notes where id = ${theirs.id}`,
      `${own.id}abc`,
      'first',
    ];
    await each(ids, async (id) => {
      expectError(await t.http.get(path(id), { bearer }), 404, 'not_found');
    });
    await each([ids[0], ids[2], ids[5]].map(String), async (id) => {
      const changed = await t.http.patch(path(id), { bearer, json: { title: 'x', body: 'x' } });
      expectError(changed, 404, 'not_found');
      expectError(await t.http.delete(path(id), { bearer }), 404, 'not_found');
    });
    await each([`${mallory.id} or id = ${bob.id}`, `${mallory.id}x`, 'me'], async (text) => {
      expectError(await t.http.get(`/users/${encodeURIComponent(text)}`, { bearer }), 404, 'not_found');
    });
    await expectUntouched(t, mallory, own);
    await expectUntouched(t, bob, theirs);
    expectStatus(await t.http.get(`/users/${mallory.id}`, { bearer }), 200);
  },
);

test(
  {
    id: 'names-of-fields',
    group: 'injection',
    title: 'Names of fields are data as well',
    requirements: ['R6', 'R11'],
  },
  async (t) => {
    const { bob } = await t.use(people);
    const mallory = await signUp(t);
    const bearer = mallory.token;
    const [own, theirs] = await Promise.all([write(t, mallory), write(t, bob)]);
    const stolen = `(select string_agg(password_hash, ',') from users)`;
    const noteFields = [`body = ${stolen}, author`, `body = 'x' where id = ${theirs.id} --`, "'"];
    for (const field of noteFields) {
      const title = t.random.name();
      const changed = await t.http.patch(`/notes/${own.id}`, { bearer, json: { title, [field]: 'x' } });
      expect(expectStatus(changed, 200).object()).toMatchObject({
        title,
        body: own.body,
        author: mallory.name,
      });
    }
    const userFields = [`role = 'admin', email`, `email = 'x' where id = ${bob.id} --`];
    for (const field of userFields) {
      const name = t.random.name();
      const changed = await t.http.patch('/me', { bearer, json: { name, [field]: t.random.email() } });
      expect(expectStatus(changed, 200).object()).toEqual({
        id: mallory.id,
        email: mallory.email,
        name,
        role: 'member',
      });
    }
    expect((await list(t, mallory)).map(({ id, body }) => ({ id, body }))).toEqual([
      { id: own.id, body: own.body },
    ]);
    await expectUntouched(t, bob, theirs);
    const me = expectStatus(await t.http.get('/me', { bearer: bob.token }), 200);
    expect(me.object()).toMatchObject({ email: bob.email, name: bob.name });
  },
);

test(
  {
    id: 'stored-text',
    group: 'injection',
    title: 'Text that was stored earlier is still data when it is used',
    requirements: ['R2', 'R6'],
  },
  async (t) => {
    const { bob } = await t.use(people);
    const secret = await write(t, bob);
    const names = [
      `' || (select body from notes where id = ${secret.id}) || '`,
      `x', 'taken', 'over') --`,
      `x', $2, $3), (${bob.id}, 'x', 'planted', 'planted') returning * --`,
      "D'Arcy",
    ];
    const mallory = await signUp(t, { name: names.join(' ') });
    for (const name of names) {
      expectStatus(await t.http.patch('/me', { bearer: mallory.token, json: { name } }), 200);
      const title = t.random.name();
      const created = await t.http.post('/notes', { bearer: mallory.token, json: { title, body: 'mine' } });
      expect(expectStatus(created, 201).object()).toMatchObject({
        ownerId: mallory.id,
        author: name,
        title,
        body: 'mine',
      });
    }
    const written = (await list(t, mallory)).map((note) => note.author);
    expect(written).toEqual(names);
    expect((await list(t, bob, { q: 'planted' })).length).toBe(0);
    await expectUntouched(t, bob, secret);
  },
);

test(
  {
    id: 'subject-of-a-token',
    group: 'injection',
    title: 'The subject of a token is data as well',
    requirements: ['R6', 'R8'],
  },
  async (t) => {
    const { alice, bob } = await t.use(people);
    const mallory = await signUp(t);
    const secret = await write(t, bob);
    const users = (): Promise<unknown> =>
      t.database.query('SELECT id, email, name, password_hash, role FROM app.users ORDER BY id');
    const before = await users();
    const promotion = `update users set role = 'admin' where id = ${mallory.id}`;
    // Neither the whole text may become SQL, nor may the digits alone be taken from it. Other ways to write the number (a
    // space before it, a zero behind its point) are left out: whether they are the id, the statement leaves open.
    const subjects = [
      `${alice.id} or 1=1`,
      `0 or id = ${bob.id}`,
      `${alice.id}--`,
      `${alice.id}x`,
      `(select id from users where email = '${bob.email}')`,
      `0 union select * from users where id = ${bob.id}`,
      `${mallory.id}' or '1'='1`,
      `0' or id = ${bob.id} --`,
      `0' union select * from users where id = '${bob.id}`,
      `${mallory.id}; ${promotion}`,
      `${mallory.id}'; ${promotion} --`,
      `${mallory.id}); ${promotion} --`,
      `${mallory.id}; delete from notes where id = ${secret.id}`,
      `${mallory.id}'; delete from notes where id = ${secret.id} --`,
    ];
    await each(subjects, async (sub) => {
      const bearer = gatewayToken(t, mallory, { sub });
      expectError(await t.http.get('/me', { bearer }), 401, 'unauthenticated');
      expectError(await t.http.get(`/notes/${secret.id}`, { bearer }), 401, 'unauthenticated');
    });
    await expectUntouched(t, bob, secret);
    expect(await users()).toEqual(before);
    const bearer = gatewayToken(t, mallory);
    const me = expectStatus(await t.http.get('/me', { bearer }), 200);
    expect(me.object()).toMatchObject({ id: mallory.id, role: 'member' });
    expectError(await t.http.get('/users', { bearer }), 403, 'forbidden');
  },
);
