import { z } from 'zod';

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

export const newAuthor = z.object({ name: text(100) });
export const newBook = z.object({ ...bookFields, publishedOn: publishedOn.default(null) });
export const bookChange = z
  .object({ ...bookFields, publishedOn })
  .partial()
  .extend({ version: z.int() });

/** Parameters come as text: only plain digits are a whole number. */
const digits = z.string().regex(/^\d+$/, 'must be a whole number').transform(Number);

export const idParams = z.object({ id: digits.pipe(z.int().max(MAX_ID)) });

export const bookQuery = z.object({
  limit: digits.pipe(z.int().min(1).max(100)).default(20),
  offset: digits.pipe(z.int().max(1_000_000)).default(0),
  sort: z.enum(['id', '-id', 'title', '-title', 'price', '-price']).default('id'),
  authorId: digits.optional(),
  maxPriceCents: digits.optional(),
  q: z.string().optional(),
});
