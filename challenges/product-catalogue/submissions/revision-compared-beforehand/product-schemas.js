const { z } = require('zod');
const { invalidProduct, malformedJson } = require('./api-error');

const slug = z.string().regex(/^[a-z0-9-]{1,40}$/);
const attributeName = z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,39}$/);
const scalar = z.union([z.string().max(200), z.number(), z.boolean()]);

/** Attributes with these values, at most three objects deep. */
function attributesOf(value) {
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

const parseNewProduct = (body) => parse(newProduct, body);
const parseProductChange = (body) => parse(productChange, body);

function parse(schema, body) {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw malformedJson();
  const parsed = schema.safeParse(body);
  if (!parsed.success) {
    throw invalidProduct([...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))]);
  }
  return parsed.data;
}

module.exports = { parseNewProduct, parseProductChange };
