/** An expected refusal: answered as application/problem+json. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
  ) {
    super(title);
  }
}

export const accountNotFound = () => new Problem(404, 'account_not_found', 'There is no such account');
export const paymentNotFound = () => new Problem(404, 'payment_not_found', 'There is no such payment');
export const invalidRequest = (title: string) => new Problem(400, 'invalid_request', title);
