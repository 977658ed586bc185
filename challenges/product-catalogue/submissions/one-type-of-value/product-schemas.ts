import { z } from 'zod';
import { invalidProduct, malformedJson } from './api-error';

const slug = z.string().regex(/^[a-z0-9-]{1,40}$/);
const attributeName = z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,39}$/);
const scalar = z.union([z.string().max(200), z.number(), z.boolean()]);

/** Attributes with these values, at most three objects deep. */
function attributesOf<T extends z.ZodType>(value: T) {
  const inner = z.record(attributeName, value);
  const middle = z.record(attributeName, z.union([value, inner]));
  return z.record(attributeName, z.union([value, middle]));
}

const fields = {
  name: z.string().min(1).max(100),
  category: slug,
  priceCents: z.int().min(0).max(10_000_000),
};
const tags = z
  .array(slug)
  .max(20)
  .refine((list) => new Set(list).size === list.length);

const newProduct = z.object({
  ...fields,
  sku: slug,
  tags: tags.default([]),
  attributes: attributesOf(scalar).default({}),
});

const productChange = z
  .object({ ...fields, tags, attributes: attributesOf(scalar.nullable()) })
  .partial()
  .extend({ revision: z.int() });

export type NewProduct = z.infer<typeof newProduct>;
export type ProductChange = z.infer<typeof productChange>;

export const parseNewProduct = (body: unknown) => parse(newProduct, body);
export const parseProductChange = (body: unknown) => parse(productChange, body);

function parse<T>(schema: z.ZodType<T>, body: unknown): T {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw malformedJson();
  const parsed = schema.safeParse(body);
  if (!parsed.success) {
    throw invalidProduct([...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))]);
  }
  return parsed.data;
}
