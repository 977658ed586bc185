import { expect, expectStatus, test } from '@assay/testkit';
import {
  each,
  expectAlike,
  expectError,
  expectUntouched,
  list,
  logIn,
  people,
  personName,
  write,
} from './support';

test(
  { id: 'read-note', group: 'access', title: "Another's note can not be read", requirements: ['R10'] },
  async (t) => {
    const { alice, bob, admin } = await t.use(people);
    const note = await write(t, bob);
    const missing = await t.http.get(`/notes/${t.random.int(1_500_000_000, 2_000_000_000)}`, {
      bearer: alice.token,
    });
    for (const caller of [alice, admin]) {
      const answer = await t.http.get(`/notes/${note.id}`, { bearer: caller.token });
      expectError(answer, 404, 'not_found');
      expectAlike(missing, answer);
    }
    await expectUntouched(t, bob, note);
  },
);

test(
  { id: 'change-note', group: 'access', title: "Another's note can not be changed", requirements: ['R10'] },
  async (t) => {
    const { alice, bob, admin } = await t.use(people);
    const note = await write(t, bob);
    for (const caller of [alice, admin]) {
      const json = { title: t.random.name(), ownerId: caller.id };
      expectError(await t.http.patch(`/notes/${note.id}`, { bearer: caller.token, json }), 404, 'not_found');
      const body = t.random.name();
      const rewritten = await t.http.patch(`/notes/${note.id}`, { bearer: caller.token, json: { body } });
      expectError(rewritten, 404, 'not_found');
    }
    await expectUntouched(t, bob, note);
    const title = t.random.name();
    expectStatus(await t.http.patch(`/notes/${note.id}`, { bearer: bob.token, json: { title } }), 200);
    await expectUntouched(t, bob, { ...note, title });
  },
);

test(
  { id: 'delete-note', group: 'access', title: "Another's note can not be deleted", requirements: ['R10'] },
  async (t) => {
    const { alice, bob, admin } = await t.use(people);
    const note = await write(t, bob);
    await each([alice, admin], async (caller) => {
      expectError(await t.http.delete(`/notes/${note.id}`, { bearer: caller.token }), 404, 'not_found');
    });
    await expectUntouched(t, bob, note);
    expectStatus(await t.http.delete(`/notes/${note.id}`, { bearer: bob.token }), 204);
    expectError(await t.http.get(`/notes/${note.id}`, { bearer: bob.token }), 404, 'not_found');
  },
);

test(
  {
    id: 'list-of-another',
    group: 'access',
    title: "A member can not list another's notes",
    requirements: ['R10'],
  },
  async (t) => {
    const { alice, bob, admin } = await t.use(people);
    const [theirs, own] = await Promise.all([write(t, bob), write(t, alice)]);
    const bearer = alice.token;
    await each(
      [{ owner: bob.id }, { owner: admin.id }, { owner: bob.id, q: theirs.body, sort: 'title' }],
      async (query) => {
        expectError(await t.http.get('/notes', { bearer, query }), 403, 'forbidden');
      },
    );
    expect(await list(t, alice, { q: theirs.body })).toEqual([]);
    const mine = await list(t, alice);
    expect(mine.every((note) => note.ownerId === alice.id)).toBe(true);
    expect(mine.map(({ id }) => id)).toContain(own.id);
    expect((await list(t, admin, { owner: bob.id, q: theirs.body })).map(({ id }) => id)).toEqual([
      theirs.id,
    ]);
  },
);

test(
  {
    id: 'account-of-another',
    group: 'access',
    title: "A member can not read another's account",
    requirements: ['R10', 'R4'],
  },
  async (t) => {
    const { alice, bob, admin } = await t.use(people);
    const bearer = alice.token;
    const missing = await t.http.get(`/users/${t.random.int(1_500_000_000, 2_000_000_000)}`, { bearer });
    expectError(missing, 404, 'not_found');
    await each([bob, admin], async (account) => {
      expectAlike(missing, await t.http.get(`/users/${account.id}`, { bearer }));
      expectStatus(await t.http.get(`/users/${account.id}`, { bearer: admin.token }), 200);
    });
    expectStatus(await t.http.get(`/users/${alice.id}`, { bearer }), 200);
  },
);

test(
  {
    id: 'new-note-fields',
    group: 'access',
    title: 'Nobody writes a note in the name of another',
    requirements: ['R11'],
  },
  async (t) => {
    const { alice, bob } = await t.use(people);
    const id = t.random.int(1_500_000_000, 2_000_000_000);
    const createdAt = '2001-02-03T04:05:06.000Z';
    const extras = [
      { ownerId: bob.id },
      { owner_id: bob.id },
      { ownerId: bob.id, author: bob.name, id, createdAt, created_at: createdAt },
    ];
    await each(extras, async (extra) => {
      const title = t.random.name();
      const created = await t.http.post('/notes', { bearer: alice.token, json: { title, ...extra } });
      const note = expectStatus(created, 201).object();
      expect(note).toMatchObject({ ownerId: alice.id, author: alice.name, title });
      expect(note.id).not.toBe(id);
      expect(note.createdAt).not.toMatch(/^2001/);
      await expectUntouched(t, alice, { id: Number(note.id), title, body: '' });
    });
    expect(
      (await list(t, bob)).filter((note) => note.author === alice.name || note.ownerId === alice.id),
    ).toEqual([]);
  },
);

test(
  {
    id: 'changed-note-fields',
    group: 'access',
    title: 'A note keeps its owner, author and id',
    requirements: ['R11'],
  },
  async (t) => {
    const { alice, bob } = await t.use(people);
    const note = await write(t, alice);
    const id = t.random.int(1_500_000_000, 2_000_000_000);
    const extras = [
      { ownerId: bob.id },
      { owner_id: bob.id },
      { id, author: bob.name, createdAt: '2001-02-03' },
    ];
    for (const extra of extras) {
      const title = t.random.name();
      const changed = await t.http.patch(`/notes/${note.id}`, {
        bearer: alice.token,
        json: { title, ...extra },
      });
      const shown = expectStatus(changed, 200).object();
      expect(shown).toMatchObject({
        id: note.id,
        ownerId: alice.id,
        author: alice.name,
        title,
        body: note.body,
      });
      expect(shown.createdAt).not.toMatch(/^2001/);
    }
    expect((await list(t, bob)).filter(({ id: listed }) => listed === note.id)).toEqual([]);
  },
);

test(
  { id: 'own-role', group: 'access', title: 'Nobody makes themselves an admin', requirements: ['R1', 'R11'] },
  async (t) => {
    const email = t.random.email();
    const password = t.random.password();
    const json = { email, password, name: personName(t.random), role: 'admin' };
    expectStatus(await t.http.post('/register', { json }), 202);
    const bearer = expectStatus(await logIn(t, email, password), 200).string('token');
    expectError(await t.http.get('/users', { bearer }), 403, 'forbidden');

    const { bob } = await t.use(people);
    const me = expectStatus(await t.http.get('/me', { bearer }), 200).object();
    expect(me).toMatchObject({ role: 'member' });
    const id = t.random.int(1_500_000_000, 2_000_000_000);
    const extras = [
      { role: 'admin' },
      { id, email: t.random.email() },
      { id: bob.id, password_hash: 'x', passwordHash: 'x' },
    ];
    for (const extra of extras) {
      const name = personName(t.random);
      const changed = await t.http.patch('/me', { bearer, json: { name, ...extra } });
      expect(expectStatus(changed, 200).object()).toEqual({ ...me, name });
    }
    // Whatever the token of a login says by now, the account has gained nothing.
    const again = expectStatus(await logIn(t, email, password), 200).string('token');
    expectError(await t.http.get('/users', { bearer: again }), 403, 'forbidden');
    const bobNow = expectStatus(await t.http.get('/me', { bearer: bob.token }), 200);
    expect(bobNow.object()).toMatchObject({ id: bob.id, name: bob.name });
  },
);
