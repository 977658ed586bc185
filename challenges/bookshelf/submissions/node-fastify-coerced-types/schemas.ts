const MAX_ID = 2 ** 31 - 1;

const text = (maxLength: number) => ({ type: 'string', maxLength, pattern: '\\S' });

const bookFields = {
  authorId: { type: 'integer', minimum: 1, maximum: MAX_ID },
  isbn: { type: 'string', format: 'isbn' },
  title: text(200),
  priceCents: { type: 'integer', minimum: 0, maximum: 1_000_000 },
};
const publishedOn = { type: ['string', 'null'], format: 'date' };

export const newAuthor = { type: 'object', required: ['name'], properties: { name: text(100) } };

export const newBook = {
  type: 'object',
  required: ['authorId', 'isbn', 'title', 'priceCents'],
  properties: { ...bookFields, publishedOn: { ...publishedOn, default: null } },
};

export const bookChange = {
  type: 'object',
  required: ['version'],
  properties: { ...bookFields, publishedOn, version: { type: 'integer' } },
};

export const idParams = { type: 'object', properties: { id: { type: 'integer', maximum: MAX_ID } } };

export const bookQuery = {
  type: 'object',
  properties: {
    limit: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
    offset: { type: 'integer', minimum: 0, maximum: 1_000_000, default: 0 },
    sort: { enum: ['id', '-id', 'title', '-title', 'price', '-price'], default: 'id' },
    authorId: { type: 'integer' },
    maxPriceCents: { type: 'integer', minimum: 0 },
    q: { type: 'string' },
  },
};

/** Thirteen digits from 978 or 979 whose sum, weighted 1, 3, 1, 3 …, is a multiple of ten. */
export function isIsbn(text: string): boolean {
  if (!/^97[89]\d{10}$/.test(text)) return false;
  return Array.from(text, Number).reduce((sum, digit, at) => sum + digit * (at % 2 ? 3 : 1), 0) % 10 === 0;
}

export interface IdParams {
  id: number;
}

export interface NewAuthor {
  name: string;
}

export interface NewBook {
  authorId: number;
  isbn: string;
  title: string;
  priceCents: number;
  publishedOn: string | null;
}

export interface BookChange extends Partial<NewBook> {
  version: number;
}

export interface BookQuery {
  limit: number;
  offset: number;
  sort: 'id' | '-id' | 'title' | '-title' | 'price' | '-price';
  authorId?: number;
  maxPriceCents?: number;
  q?: string;
}
