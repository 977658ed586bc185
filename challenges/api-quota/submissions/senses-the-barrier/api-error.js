/** An expected refusal. */
class ApiError extends Error {
  constructor(status, code, message) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

const malformedJson = () => new ApiError(400, 'malformed_json', 'The body is not JSON');
const notFound = () => new ApiError(404, 'not_found', 'There is nothing here');
const noPlan = () => new ApiError(404, 'no_plan', 'The client has no plan');
const invalidRequest = (message) => new ApiError(422, 'invalid_request', message);
const costTooHigh = () => new ApiError(422, 'cost_too_high', 'The call costs more than the plan ever allows');

module.exports = { ApiError, malformedJson, notFound, noPlan, invalidRequest, costTooHigh };
