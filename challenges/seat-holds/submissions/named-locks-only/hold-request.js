const { z } = require('zod');
const { invalidRequest } = require('./api-error');

const schema = z.object({
  customer: z.string().min(1).max(100),
  seats: z
    .array(z.string())
    .min(1)
    .max(6)
    .refine((labels) => new Set(labels).size === labels.length, 'must be different seats'),
});

function parseHoldRequest(body) {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw invalidRequest(z.prettifyError(parsed.error));
  return parsed.data;
}

module.exports = { parseHoldRequest };
