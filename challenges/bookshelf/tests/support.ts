import {
  expect,
  expectStatus,
  type FixtureContext,
  type HttpAnswer,
  type JsonObject,
  type Random,
} from '@assay/testkit';

export interface Author {
  readonly id: number;
  readonly name: string;
}

/** A book as the service shows it. */
export interface Book {
  readonly id: number;
  readonly isbn: string;
  readonly title: string;
  readonly author: Author;
  readonly publishedOn: string | null;
  readonly priceCents: number;
  readonly version: number;
}

/** Writes an author as the shop's import does: straight into the table. */
export async function importAuthor(t: FixtureContext): Promise<Author> {
  const name = personName(t.random);
  const [row] = await t.database.query('INSERT INTO app.authors (name) VALUES ($1) RETURNING id', [name]);
  return { id: Number(row?.['id']), name };
}

/** Writes a book as the shop's import does. What is not given is drawn. */
export async function importBook(
  t: FixtureContext,
  author: Author,
  given: Partial<Omit<Book, 'id' | 'author'>> = {},
): Promise<Book> {
  const book = {
    isbn: isbn(t.random),
    title: bookTitle(t.random),
    publishedOn: day(t.random),
    priceCents: t.random.int(100, 9_000),
    version: 1,
    ...given,
  };
  const [row] = await t.database.query(
    `INSERT INTO app.books (author_id, isbn, title, published_on, price_cents, version)
     VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
    [author.id, book.isbn, book.title, book.publishedOn, book.priceCents, book.version],
  );
  return { id: Number(row?.['id']), author, ...book };
}

/** Writes several books, one after the other, so that their ids ascend. */
export async function importBooks(
  t: FixtureContext,
  author: Author,
  given: readonly Partial<Omit<Book, 'id' | 'author'>>[],
): Promise<Book[]> {
  const books: Book[] = [];
  for (const each of given) books.push(await importBook(t, author, each));
  return books;
}

/** What a client sends to have a book made. */
export function order(random: Random, author: Author) {
  return {
    authorId: author.id,
    isbn: isbn(random),
    title: bookTitle(random),
    publishedOn: day(random),
    priceCents: random.int(100, 9_000),
  };
}

export function isbn(random: Random, prefix: string = random.pick(['978', '979'])): string {
  const digits = `${prefix}${String(random.int(0, 999_999_999)).padStart(9, '0')}`;
  return `${digits}${checkDigit(digits)}`;
}

/** The digit that makes the weighted sum of all 13 a multiple of ten. */
export function checkDigit(twelve: string): number {
  const sum = Array.from(twelve, Number).reduce(
    (total, digit, at) => total + digit * (at % 2 === 0 ? 1 : 3),
    0,
  );
  return (10 - (sum % 10)) % 10;
}

/** A day that every month has. */
export function day(random: Random): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${random.int(1701, 2023)}-${two(random.int(1, 12))}-${two(random.int(1, 28))}`;
}

export function bookTitle(random: Random): string {
  return `The ${random.word()} and the ${random.word()} ${random.hex(6)}`;
}

export function personName(random: Random): string {
  return `${capitalised(random.word())} ${capitalised(random.word())} ${random.hex(6)}`;
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

export async function createBook(t: FixtureContext, author: Author): Promise<Book> {
  const answer = expectStatus(await t.http.post('/books', { json: order(t.random, author) }), 201);
  return answer.object() as unknown as Book;
}

export async function expectBook(t: FixtureContext, book: Book): Promise<void> {
  const answer = expectStatus(await t.http.get(`/books/${book.id}`), 200);
  expect(answer.mediaType).toBe('application/json');
  expect(answer.object()).toEqual(book);
}

type Query = Record<string, string | number>;

/** A page of `GET /books`; its shape is looked at. */
export async function page(
  t: FixtureContext,
  query: Query = {},
): Promise<{ items: JsonObject[]; total: number; limit: number; offset: number }> {
  const answer = expectStatus(await t.http.get('/books', { query }), 200);
  expect(answer.object()).toEqual({
    items: expect.any(Array),
    total: expect.any(Number),
    limit: expect.any(Number),
    offset: expect.any(Number),
  });
  return answer.object() as unknown as Awaited<ReturnType<typeof page>>;
}

/** Expects that a query finds just these books, in this order, on one page. */
export async function expectFound(t: FixtureContext, query: Query, books: readonly Book[]): Promise<void> {
  const found = await page(t, { limit: 100, ...query });
  expect({ titles: found.items.map((item) => item['title']), total: found.total }).toEqual({
    titles: books.map((book) => book.title),
    total: books.length,
  });
  expect(found.items).toEqual(books);
}

/** All pages of a query, put together. */
export async function walk(t: FixtureContext, query: Query, limit: number): Promise<JsonObject[]> {
  const items: JsonObject[] = [];
  for (let offset = 0; ; offset += limit) {
    const next = await page(t, { ...query, limit, offset });
    expect({ limit: next.limit, offset: next.offset }).toEqual({ limit, offset });
    items.push(...next.items);
    expect(next.items.length).toBe(Math.max(0, Math.min(limit, next.total - offset)));
    if (offset + limit >= next.total) return items;
  }
}

/** Expects an error in the one shape that errors have. */
export function expectError(answer: HttpAnswer, status: number, code: string): JsonObject {
  expectStatus(answer, status);
  expect({ request: answer.request, contentType: answer.mediaType }).toEqual({
    request: answer.request,
    contentType: 'application/json',
  });
  expect(answer.object()).toEqual({
    error: expect.objectContaining({ code, message: expect.stringMatching(/\S/) }),
  });
  return answer.object()['error'] as JsonObject;
}

/** Expects a 422 that names these fields and no others, each with a text. */
export function expectInvalid(answer: HttpAnswer, ...fields: string[]): void {
  expectNamed(expectError(answer, 422, 'validation_failed'), fields);
}

/** Expects a 400 that names these parameters and no others, each with a text. */
export function expectInvalidQuery(answer: HttpAnswer, ...parameters: string[]): void {
  expectNamed(expectError(answer, 400, 'invalid_query'), parameters);
}

function expectNamed(error: JsonObject, names: readonly string[]): void {
  expect(error['fields']).toEqual(
    Object.fromEntries(names.map((name) => [name, expect.stringMatching(/\S/)])),
  );
}

/** Longest wait until requests have reached what is locked, milliseconds. Only a service that works one by one takes it all. */
export const MEET_MS = 1_000;
