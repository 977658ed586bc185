const { z } = require('zod');
const { invalidQuery } = require('./api-error');

const ATTRIBUTE = /^attributes(\.[A-Za-z][A-Za-z0-9_-]{0,39})+$/;

const whole = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);
const filters = {
  category: z.string().optional(),
  tag: z.string().optional(),
  minPrice: whole.optional(),
  maxPrice: whole.optional(),
  q: z.string().optional(),
};
const facetName = z.string().refine((name) => ['category', 'tags'].includes(name) || ATTRIBUTE.test(name));

const searchSchema = z.object({
  ...filters,
  sort: z.enum(['sku', '-sku', 'name', '-name', 'price', '-price']).default('sku'),
  limit: whole.pipe(z.number().min(1).max(100)).default(20),
  offset: whole.pipe(z.number().max(100_000)).default(0),
});
const facetsSchema = z.object({
  ...filters,
  facet: z.preprocess(
    (value) => (typeof value === 'string' ? [value] : value),
    z.array(facetName).min(1).max(5),
  ),
});

const SORT_FIELDS = { sku: '_id', name: 'name', price: 'priceCents' };

function parseSearch(query) {
  const { values, conditions } = parse(searchSchema, query);
  const { limit, offset } = values;
  const field = SORT_FIELDS[values.sort.replace('-', '')] ?? '_id';
  const direction = values.sort.startsWith('-') ? -1 : 1;
  // The order of the keys is the order of their weight.
  const sort = field === '_id' ? { _id: direction } : { [field]: direction, _id: 1 };
  return { conditions, limit, offset, sort };
}

function parseFacets(query) {
  const { values, conditions } = parse(facetsSchema, query);
  return { conditions, names: values.facet };
}

/** Reads the parameters that the schema names, and those on attributes, which nobody can name beforehand. */
function parse(schema, query) {
  const names = Object.keys(query);
  const onAttributes = names.filter((name) => ATTRIBUTE.test(name));
  const unknown = names.filter((name) => !onAttributes.includes(name) && !(name in schema.shape));
  const repeated = onAttributes.filter((name) => typeof query[name] !== 'string');
  const parsed = schema.safeParse(query);
  const faulty = parsed.success ? [] : parsed.error.issues.map((issue) => String(issue.path[0]));
  if (!parsed.success || unknown.length + repeated.length > 0) {
    throw invalidQuery([...new Set([...unknown, ...repeated, ...faulty])]);
  }
  const conditions = conditionsOf(parsed.data);
  for (const name of onAttributes) conditions[name] = { $in: valuesWritten(query[name]) };
  return { values: parsed.data, conditions };
}

function conditionsOf({ category, tag, minPrice, maxPrice, q }) {
  const conditions = {};
  if (category !== undefined) conditions.category = category;
  if (tag !== undefined) conditions.tags = tag;
  if (minPrice !== undefined || maxPrice !== undefined) {
    conditions.priceCents = { $gte: minPrice ?? 0, ...(maxPrice !== undefined && { $lte: maxPrice }) };
  }
  if (q !== undefined) conditions.name = { $regex: q.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'), $options: 'i' };
  return conditions;
}

/** The values that a text may stand for: itself, and the number or boolean that is written like it. */
function valuesWritten(text) {
  if (text === 'true' || text === 'false') return [text, text === 'true'];
  return /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text) ? [text, Number(text)] : [text];
}

module.exports = { parseSearch, parseFacets };
