const { Problem } = require('./problem');

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

const isUuid = (text) => typeof text === 'string' && UUID.test(text);
const invalid = (title) => new Problem(400, 'invalid_request', title);

/** Checks what a client sent, and gives the four fields of the payment. */
function parseOrder(body) {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw invalid('The body must be an object');
  const { accountId, amount, currency, reference } = body;
  if (!isUuid(accountId)) throw invalid('"accountId" must be a UUID');
  if (!Number.isInteger(amount) || amount < 1 || amount > 1_000_000_000) {
    throw invalid('"amount" must be a whole number from 1 to 1000000000');
  }
  if (typeof currency !== 'string' || !/^[A-Z]{3}$/.test(currency)) {
    throw invalid('"currency" must be three capital letters');
  }
  if (typeof reference !== 'string' || reference.length < 1 || reference.length > 140) {
    throw invalid('"reference" must be a text of 1 to 140 characters');
  }
  return { accountId, amount, currency, reference };
}

/** Whether two payments are the same, field by field. */
function samePayment(one, other) {
  return (
    one.accountId.toLowerCase() === other.accountId.toLowerCase() &&
    one.amount === other.amount &&
    one.currency === other.currency &&
    one.reference === other.reference
  );
}

module.exports = { isUuid, parseOrder, samePayment };
