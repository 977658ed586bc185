/** An expected refusal. `fields` names what is wrong. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly fields?: string[],
  ) {
    super(message);
  }
}

export const notFound = (what: string) => new ApiError(404, 'not_found', `There is no such ${what}`);
export const skuTaken = () => new ApiError(409, 'sku_taken', 'There is a product with this SKU');
export const revisionConflict = () =>
  new ApiError(409, 'revision_conflict', 'The product has been changed by someone else');
export const malformedJson = () => new ApiError(400, 'malformed_json', 'The body must be a JSON object');
export const invalidProduct = (fields: string[]) =>
  new ApiError(422, 'invalid_product', 'Some fields are not valid', fields);
export const invalidQuery = (fields: string[]) =>
  new ApiError(400, 'invalid_query', 'Some parameters are not valid', fields);
