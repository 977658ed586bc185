const { products } = require('./database');
const { productView } = require('./products');
const { parseFacets, parseSearch } = require('./queries');

async function searchProducts(query) {
  const { conditions, sort, limit, offset } = parseSearch(query);
  const [items, total] = await Promise.all([
    products.find(conditions).sort(sort).skip(offset).limit(limit).toArray(),
    products.countDocuments(conditions),
  ]);
  return { items: items.map(productView), total };
}

async function countFacets(query) {
  const { conditions, names } = parseFacets(query);
  const [total, ...counts] = await Promise.all([
    products.countDocuments(conditions),
    ...names.map((name) => countValues(name, conditions)),
  ]);
  return { total, facets: Object.fromEntries(names.map((name, at) => [name, counts[at]])) };
}

/** Counts the values of a field. Its own condition does not narrow it. */
async function countValues(field, conditions) {
  const groups = await products
    .aggregate([
      { $match: { ...conditions, [field]: { $exists: true } } },
      ...(field === 'tags' ? [{ $unwind: '$tags' }] : []),
      { $group: { _id: `$${field}`, count: { $sum: 1 } } },
    ])
    .toArray();
  return groups
    .flatMap(({ _id: value, count }) => (isScalar(value) ? [{ value, count }] : []))
    .sort((a, b) => b.count - a.count || compareValues(a.value, b.value));
}

function isScalar(value) {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

/** Numbers before texts before booleans. */
function compareValues(a, b) {
  const types = ['number', 'string', 'boolean'];
  if (typeof a !== typeof b) return types.indexOf(typeof a) - types.indexOf(typeof b);
  return a < b ? -1 : Number(a > b);
}

module.exports = { searchProducts, countFacets };
