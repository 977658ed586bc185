import { invalidRequest } from './api-error';

export interface HoldRequest {
  customer: string;
  seats: string[];
}

export function parseHoldRequest(body: unknown): HoldRequest {
  const { customer, seats } = body as Partial<HoldRequest>;
  if (!customer || !Array.isArray(seats)) throw invalidRequest('A customer and seats are required');
  return { customer, seats };
}
