import { z } from 'zod';
import { invalidRequest, notFound } from './api-error';

const planSchema = z.object({
  limit: z.int().min(1).max(1_000),
  windowMs: z.int().min(100).max(3_600_000),
});
const callSchema = z.object({ cost: z.int().min(1).default(1) });

export type Plan = z.infer<typeof planSchema>;

export const parsePlan = (body: unknown) => parse(planSchema, body);
export const parseCall = (body: unknown) => parse(callSchema, body ?? {});

/** A client's name from a path. */
export function parseClient(name: string): string {
  if (!/^[A-Za-z0-9_.:-]{1,40}$/.test(name)) throw notFound();
  return name;
}

function parse<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw invalidRequest(z.prettifyError(parsed.error));
  return parsed.data;
}
