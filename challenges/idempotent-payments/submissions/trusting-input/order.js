const { Problem } = require('./problem');

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

const isUuid = (text) => typeof text === 'string' && UUID.test(text);
const invalid = (title) => new Problem(400, 'invalid_request', title);

/** Checks what a client sent, and gives the four fields of the payment. */
function parseOrder(body) {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw invalid('The body must be an object');
  const { accountId, amount, currency, reference } = body;
  if (!accountId || !amount || !currency || !reference) throw invalid('A field is missing');
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
