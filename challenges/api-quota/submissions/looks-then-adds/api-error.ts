/** An expected refusal. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

export const malformedJson = () => new ApiError(400, 'malformed_json', 'The body is not JSON');
export const notFound = () => new ApiError(404, 'not_found', 'There is nothing here');
export const noPlan = () => new ApiError(404, 'no_plan', 'The client has no plan');
export const invalidRequest = (message: string) => new ApiError(422, 'invalid_request', message);
export const costTooHigh = () =>
  new ApiError(422, 'cost_too_high', 'The call costs more than the plan ever allows');
