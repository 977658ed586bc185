/** An expected refusal. `fields` names what is wrong. */
class ApiError extends Error {
  constructor(status, code, message, fields) {
    super(message);
    this.status = status;
    this.code = code;
    this.fields = fields;
  }
}

const notFound = (what) => new ApiError(404, 'not_found', `There is no such ${what}`);
const skuTaken = () => new ApiError(409, 'sku_taken', 'There is a product with this SKU');
const revisionConflict = () =>
  new ApiError(409, 'revision_conflict', 'The product has been changed by someone else');
const malformedJson = () => new ApiError(400, 'malformed_json', 'The body must be a JSON object');
const invalidProduct = (fields) => new ApiError(422, 'invalid_product', 'Some fields are not valid', fields);
const invalidQuery = (fields) => new ApiError(400, 'invalid_query', 'Some parameters are not valid', fields);

module.exports = {
  ApiError,
  notFound,
  skuTaken,
  revisionConflict,
  malformedJson,
  invalidProduct,
  invalidQuery,
};
