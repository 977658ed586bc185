import { invalidRequest } from './problem';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A payment that a client asks for, checked. */
export interface Order {
  accountId: string;
  amount: number;
  currency: string;
  reference: string;
}

export function isUuid(text: unknown): text is string {
  return typeof text === 'string' && UUID.test(text);
}

export function parseOrder(body: unknown): Order {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw invalidRequest('The body must be an object');
  const { accountId, amount, currency, reference } = body as Record<string, unknown>;
  if (!isUuid(accountId)) throw invalidRequest('"accountId" must be a UUID');
  if (typeof amount !== 'number' || !Number.isInteger(amount) || amount < 1 || amount > 1_000_000_000) {
    throw invalidRequest('"amount" must be a whole number from 1 to 1000000000');
  }
  if (typeof currency !== 'string' || !/^[A-Z]{3}$/.test(currency)) {
    throw invalidRequest('"currency" must be three capital letters');
  }
  if (typeof reference !== 'string' || reference.length < 1 || reference.length > 140) {
    throw invalidRequest('"reference" must be a text of 1 to 140 characters');
  }
  return { accountId, amount, currency, reference };
}

/** The same for the same payment, however its JSON was written. */
export function fingerprint(order: Order): string {
  return JSON.stringify([order.accountId.toLowerCase(), order.amount, order.currency, order.reference]);
}
