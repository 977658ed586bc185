import { expect, expectStatus, test, type FixtureContext, type JsonObject } from '@assay/testkit';
import {
  bookTitle,
  checkDigit,
  day,
  expectBook,
  expectInvalid,
  importAuthor,
  importBook,
  isbn,
  order,
  page,
  personName,
} from './support';

const group = 'validation';

/** Sends a sound book with one field changed; `undefined` leaves the field out. */
async function post(t: FixtureContext, change: Record<string, unknown>) {
  const sound = order(t.random, await importAuthor(t));
  return t.http.post('/books', { json: { ...sound, ...change } });
}

async function expectRefused(t: FixtureContext, field: string, values: readonly unknown[]): Promise<void> {
  const before = (await page(t)).total;
  for (const value of values) expectInvalid(await post(t, { [field]: value }), field);
  expect((await page(t)).total).toBe(before);
}

async function expectTaken(t: FixtureContext, field: string, values: readonly unknown[]): Promise<void> {
  for (const value of values) {
    const made = expectStatus(await post(t, { [field]: value }), 201).object();
    expect(made[field]).toEqual(value);
    await expectBook(t, made as unknown as Parameters<typeof expectBook>[1]);
  }
}

test({ id: 'name', group, title: "An author's name", requirements: ['R18', 'R25', 'R26'] }, async (t) => {
  for (const name of [undefined, null, '', '   ', t.random.hex(101), t.random.int(1, 999)]) {
    expectInvalid(await t.http.post('/authors', { json: { name } }), 'name');
  }
  for (const name of [t.random.hex(100), '李']) {
    expect(expectStatus(await t.http.post('/authors', { json: { name } }), 201).object()).toMatchObject({
      name,
    });
  }
});

test({ id: 'title', group, title: "A book's title", requirements: ['R19', 'R25', 'R26'] }, async (t) => {
  const values = [undefined, null, '', '  ', t.random.hex(201), t.random.int(1, 999), [bookTitle(t.random)]];
  await expectRefused(t, 'title', values);
  await expectTaken(t, 'title', [t.random.hex(200), 'É']);
});

test({ id: 'isbn', group, title: "A book's ISBN", requirements: ['R20', 'R25', 'R26'] }, async (t) => {
  const good = isbn(t.random);
  const wrongDigit = `${good.slice(0, 12)}${(Number(good.slice(12)) + t.random.int(1, 9)) % 10}`;
  const hyphens = `${good.slice(0, 3)}-${good.slice(3)}`;
  await expectRefused(t, 'isbn', [
    undefined,
    null,
    wrongDigit,
    isbn(t.random, '977'),
    good.slice(0, 12),
    `${good}0`,
    hyphens,
    Number(good),
  ]);
  const zero = isbnWithCheckDigit(t, 0);
  await expectTaken(t, 'isbn', [isbn(t.random, '978'), isbn(t.random, '979'), zero]);
});

/** An ISBN with this check digit. */
function isbnWithCheckDigit(t: FixtureContext, digit: number): string {
  for (;;) {
    const found = isbn(t.random);
    if (checkDigit(found.slice(0, 12)) === digit) return found;
  }
}

test(
  { id: 'author-of-a-book', group, title: "A book's author", requirements: ['R21', 'R25', 'R26'] },
  async (t) => {
    const [gone, there] = [await importAuthor(t), await importAuthor(t)];
    await t.database.query('DELETE FROM app.authors WHERE id = $1', [gone.id]);
    await expectRefused(t, 'authorId', [undefined, null, gone.id, String(there.id), there.id + 0.5, 0]);
    const made = expectStatus(await post(t, { authorId: there.id }), 201).object();
    expect(made['author']).toEqual(there);
  },
);

test({ id: 'price', group, title: "A book's price", requirements: ['R22', 'R25', 'R26'] }, async (t) => {
  const cents = t.random.int(100, 9_000);
  await expectRefused(t, 'priceCents', [
    undefined,
    null,
    -1,
    1_000_001,
    99_999_999_999,
    cents + 0.5,
    String(cents),
  ]);
  await expectTaken(t, 'priceCents', [0, 1_000_000, cents]);
});

test(
  { id: 'published-on', group, title: "A book's date", requirements: ['R23', 'R25', 'R26'] },
  async (t) => {
    const year = t.random.int(1901, 1999);
    const values = [
      `${year}-02-30`,
      `${2000 + 4 * t.random.int(0, 5) + t.random.int(1, 3)}-02-29`,
      `${year}-13-01`,
      `${year}-00-10`,
      `${year}-04-31`,
      `${year}-1-5`,
      `05/01/${year}`,
      `${year}-01-05T00:00:00Z`,
      '',
      'soon',
      year,
    ];
    await expectRefused(t, 'publishedOn', values);
    await expectTaken(t, 'publishedOn', ['2024-02-29', `${year}-12-31`, day(t.random), null]);
    const made = expectStatus(await post(t, { publishedOn: undefined }), 201).object();
    expect(made['publishedOn']).toBe(null);
  },
);

test(
  {
    id: 'every-fault-is-named',
    group,
    title: 'Every faulty field is named',
    requirements: ['R26', 'R30'],
  },
  async (t) => {
    const before = (await page(t)).total;
    expectInvalid(await t.http.post('/books', { json: {} }), 'authorId', 'isbn', 'title', 'priceCents');
    const faults: JsonObject = {
      isbn: `${t.random.int(1, 9)}`,
      title: ' ',
      publishedOn: '2023-02-29',
      priceCents: -5,
    };
    const some = t.random.shuffle(Object.keys(faults)).slice(0, t.random.int(2, 3));
    for (const names of [some, Object.keys(faults)]) {
      const change = Object.fromEntries(names.map((name) => [name, faults[name]]));
      expectInvalid(await post(t, change), ...names);
    }
    expect((await page(t)).total).toBe(before);
  },
);

test(
  {
    id: 'faulty-changes',
    group,
    title: 'A faulty change changes nothing',
    requirements: ['R8', 'R24', 'R26'],
  },
  async (t) => {
    const book = await importBook(t, await importAuthor(t));
    const patch = (json: Record<string, unknown>) => t.http.patch(`/books/${book.id}`, { json });
    const { version } = book;
    const title = bookTitle(t.random);
    expectInvalid(await patch({ title }), 'version');
    expectInvalid(await patch({ title, version: String(version) }), 'version');
    expectInvalid(await patch({ title: '', version }), 'title');
    expectInvalid(await patch({ title: null, version }), 'title');
    expectInvalid(await patch({ title, priceCents: -1, version }), 'priceCents');
    expectInvalid(await patch({ title, authorId: 0, version }), 'authorId');
    expectInvalid(
      await patch({ title, isbn: '123', publishedOn: '1999-02-29', version }),
      'isbn',
      'publishedOn',
    );
    await expectBook(t, book);
  },
);

test(
  { id: 'other-fields', group, title: 'Other fields are ignored', requirements: ['R12', 'R25'] },
  async (t) => {
    const author = await importAuthor(t);
    const extra = {
      id: 1,
      version: t.random.int(5, 9),
      author: { id: 1 },
      [t.random.word()]: t.random.word(),
    };
    const { authorId, ...book } = order(t.random, author);
    const made = expectStatus(await t.http.post('/books', { json: { ...extra, authorId, ...book } }), 201);
    const id = made.number('id');
    expect(id).not.toBe(extra.id);
    await expectBook(t, { id, ...book, author, version: 1 });
    const json = { ...extra, version: 1, title: bookTitle(t.random) };
    expectStatus(await t.http.patch(`/books/${id}`, { json }), 200);
    await expectBook(t, { id, ...book, title: json.title, author, version: 2 });
    const name = personName(t.random);
    const answer = await t.http.post('/authors', { json: { name, id: author.id, bookCount: 9 } });
    expect(expectStatus(answer, 201).object()).toEqual({ id: expect.any(Number), name, bookCount: 0 });
    expect(answer.number('id')).not.toBe(author.id);
  },
);
