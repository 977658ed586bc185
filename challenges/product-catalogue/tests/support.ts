import {
  expect,
  expectStatus,
  type FixtureContext,
  type HttpAnswer,
  type Json,
  type JsonObject,
} from '@assay/testkit';

export interface Product {
  readonly sku: string;
  readonly name: string;
  readonly category: string;
  readonly priceCents: number;
  readonly tags: readonly string[];
  readonly attributes: JsonObject;
  readonly revision: number;
}

/** A product as nobody has it yet. What is not given is drawn. */
export function draw(t: FixtureContext, given: Partial<Product> = {}): Product {
  return {
    sku: `${t.random.word()}-${t.random.hex(8)}`,
    name: `The ${t.random.word()} ${t.random.hex(6)}`,
    category: t.random.name(),
    priceCents: t.random.int(100, 90_000),
    tags: [t.random.word(), t.random.hex(5)],
    attributes: { color: t.random.word(), care: { celsius: t.random.int(30, 95) } },
    revision: 1,
    ...given,
  };
}

/** Writes products as the supplier's feed does: straight into the collection. */
export async function feed(t: FixtureContext, ...products: readonly Product[]): Promise<void> {
  const documents = products.map(({ sku, ...fields }) => ({ _id: sku, ...fields }));
  await t.mongodb.collection('products').insert(...documents);
}

/** Some products in a category of their own, in the order that is given. */
export async function shelf(t: FixtureContext, given: readonly Partial<Product>[]): Promise<Product[]> {
  const category = t.random.name();
  const products = given.map((each) => draw(t, { category, ...each }));
  await feed(t, ...t.random.shuffle(products));
  return products;
}

export function bySku(products: readonly Product[]): Product[] {
  return [...products].sort((a, b) => order(a.sku, b.sku));
}

/** By the codes of the characters. */
export function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

export type Query = Record<string, string | number>;

/** Expects just these products, in this order, on one page. */
export async function expectFound(
  t: FixtureContext,
  query: Query,
  products: readonly Product[],
): Promise<void> {
  const answer = expectStatus(
    await t.http.get('/products', { query: { limit: 100, ...query } }),
    200,
  ).object();
  expect(answer).toEqual({ items: products, total: products.length });
}

export async function expectProduct(t: FixtureContext, product: Product): Promise<void> {
  const answer = expectStatus(await t.http.get(`/products/${product.sku}`), 200);
  expect(answer.mediaType).toBe('application/json');
  expect(answer.object()).toEqual(product);
}

/** The body that makes a product. */
export function body(product: Product): Record<string, unknown> {
  const { revision, ...fields } = product;
  return fields;
}

export function create(t: FixtureContext, json: Record<string, unknown>): Promise<HttpAnswer> {
  return t.http.post('/products', { json });
}

export function patch(t: FixtureContext, sku: string, json: Record<string, unknown>): Promise<HttpAnswer> {
  return t.http.patch(`/products/${sku}`, { json });
}

/** Values of a facet with their counts, as they come. */
export async function facets(t: FixtureContext, names: readonly string[], query: Query): Promise<JsonObject> {
  // The client takes each parameter once, so the repeated one is written into the path.
  const repeated = names.map((name) => `facet=${encodeURIComponent(name)}`).join('&');
  const others = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  const answer = expectStatus(await t.http.get(`/facets?${[repeated, ...others].join('&')}`), 200);
  expect(answer.object()).toEqual({ total: expect.any(Number), facets: expect.any(Object) });
  return answer.object();
}

export function counted(...pairs: readonly (readonly [Json, number])[]): Json {
  return pairs.map(([value, count]) => ({ value, count }));
}

export function expectError(
  answer: HttpAnswer,
  status: number,
  code: string,
  fields?: readonly string[],
): void {
  expectStatus(answer, status);
  expect({ request: answer.request, contentType: answer.mediaType }).toEqual({
    request: answer.request,
    contentType: 'application/json',
  });
  const error = answer.object()['error'] as JsonObject | undefined;
  expect(error).toMatchObject({ code, message: expect.stringMatching(/\S/) });
  if (fields === undefined) return;
  const named = error?.['fields'];
  expect(Array.isArray(named) ? [...named].sort() : named).toEqual([...fields].sort());
}
