import { z } from 'zod';
import { invalidRequest } from './api-error';

const schema = z.object({
  customer: z.string().min(1).max(100),
  seats: z
    .array(z.string())
    .min(1)
    .max(6)
    .refine((labels) => new Set(labels).size === labels.length, 'must be different seats'),
});

export type HoldRequest = z.infer<typeof schema>;

export function parseHoldRequest(body: unknown): HoldRequest {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw invalidRequest(z.prettifyError(parsed.error));
  return parsed.data;
}
