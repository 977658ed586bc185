const { z } = require('zod');
const { invalid, invalidQuery, malformedJson, notFound } = require('./api-error');

const MAX_ID = 2 ** 31 - 1;

const text = (max) => z.string().max(max).regex(/\S/, 'must not be blank');

/** Thirteen digits whose sum, weighted 1, 3, 1, 3 …, is a multiple of ten. */
const isbn = z
  .string()
  .regex(/^97[89]\d{10}$/, 'must be 13 digits that start with 978 or 979')
  .refine(
    (digits) =>
      Array.from(digits, Number).reduce((sum, digit, at) => sum + digit * (at % 2 ? 3 : 1), 0) % 10 === 0,
    'has a wrong check digit',
  );

const bookFields = {
  authorId: z.int().min(1).max(MAX_ID),
  isbn,
  title: text(200),
  priceCents: z.int().min(0).max(1_000_000),
};
const publishedOn = z.iso.date().nullable();

const newAuthor = z.object({ name: text(100) });
const newBook = z.object({ ...bookFields, publishedOn: publishedOn.default(null) });
const bookChange = z
  .object({ ...bookFields, publishedOn })
  .partial()
  .extend({ version: z.int() });

/** Query parameters come as text: only plain digits are a whole number. */
const digits = z.string().regex(/^\d+$/, 'must be a whole number').transform(Number);

const bookQuery = z.object({
  limit: digits.pipe(z.number().min(1).max(100)).default(20),
  offset: digits.pipe(z.number().max(1_000_000)).default(0),
  sort: z.enum(['id', '-id', 'title', '-title', 'price', '-price']).default('id'),
  authorId: digits.optional(),
  maxPriceCents: digits.optional(),
  q: z.string().optional(),
});

const parseNewAuthor = (body) => parseBody(newAuthor, body);
const parseNewBook = (body) => parseBody(newBook, body);
const parseBookChange = (body) => parseBody(bookChange, body);

function parseBookQuery(query) {
  const parsed = bookQuery.safeParse(query);
  if (!parsed.success) throw invalidQuery(faultsOf(parsed.error));
  return parsed.data;
}

/** An id from a path. One that can not be belongs to nothing. */
function parseId(text, what) {
  const id = Number(text);
  if (!/^\d+$/.test(text) || id > MAX_ID) throw notFound(what);
  return id;
}

function parseBody(schema, body) {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw malformedJson();
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw invalid(faultsOf(parsed.error));
  return parsed.data;
}

function faultsOf(error) {
  return Object.fromEntries(error.issues.map((issue) => [String(issue.path[0]), issue.message]));
}

module.exports = { parseNewAuthor, parseNewBook, parseBookChange, parseBookQuery, parseId };
