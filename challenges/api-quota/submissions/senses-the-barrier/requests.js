const { z } = require('zod');
const { invalidRequest, notFound } = require('./api-error');

const planSchema = z.object({
  limit: z.int().min(1).max(1_000),
  windowMs: z.int().min(100).max(3_600_000),
});
const callSchema = z.object({ cost: z.int().min(1).default(1) });

const parsePlan = (body) => parse(planSchema, body);
const parseCall = (body) => parse(callSchema, body ?? {});

/** A client's name from a path. */
function parseClient(name) {
  if (!/^[A-Za-z0-9_.:-]{1,40}$/.test(name)) throw notFound();
  return name;
}

function parse(schema, body) {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw invalidRequest(z.prettifyError(parsed.error));
  return parsed.data;
}

module.exports = { parsePlan, parseCall, parseClient };
