import { products } from './database';
import { productView } from './products';
import { parseFacets, parseSearch, type Conditions, type RawQuery } from './queries';

type Scalar = string | number | boolean;

interface Count {
  value: Scalar;
  count: number;
}

export async function searchProducts(query: RawQuery) {
  const { conditions, sort, limit, offset } = parseSearch(query);
  const [items, total] = await Promise.all([
    products.find(conditions).sort(sort).skip(offset).limit(limit).toArray(),
    products.countDocuments(conditions),
  ]);
  return { items: items.map(productView), total };
}

export async function countFacets(query: RawQuery) {
  const { conditions, names } = parseFacets(query);
  const [total, ...counts] = await Promise.all([
    products.countDocuments(conditions),
    ...names.map((name) => countValues(name, conditions)),
  ]);
  return { total, facets: Object.fromEntries(names.map((name, at) => [name, counts[at]])) };
}

/** Counts the values of a field. Its own condition does not narrow it. */
async function countValues(field: string, conditions: Conditions): Promise<Count[]> {
  const groups = await products
    .aggregate<{ _id: unknown; count: number }>([
      { $match: { ...conditions, [field]: { $exists: true } } },
      ...(field === 'tags' ? [{ $unwind: '$tags' }] : []),
      { $group: { _id: `$${field}`, count: { $sum: 1 } } },
    ])
    .toArray();
  return groups
    .flatMap(({ _id: value, count }) => (isScalar(value) ? [{ value, count }] : []))
    .sort((a, b) => b.count - a.count || compareValues(a.value, b.value));
}

function isScalar(value: unknown): value is Scalar {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

/** Numbers before texts before booleans. */
function compareValues(a: Scalar, b: Scalar): number {
  const types = ['number', 'string', 'boolean'];
  if (typeof a !== typeof b) return types.indexOf(typeof a) - types.indexOf(typeof b);
  return a < b ? -1 : Number(a > b);
}
