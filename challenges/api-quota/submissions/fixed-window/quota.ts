import { costTooHigh, noPlan } from './api-error';
import { redis } from './redis';
import type { Plan } from './requests';

const planKey = (client: string) => `plan:${client}`;
const callsKey = (client: string) => `calls:${client}`;

export type CallOutcome =
  { allowed: true; remaining: number } | { allowed: false; remaining: number; retryAfterMs: number };

export async function setPlan(client: string, { limit, windowMs }: Plan): Promise<Plan> {
  await redis.hset(planKey(client), { limit, windowMs });
  return { limit, windowMs };
}

export async function findPlan(client: string): Promise<Plan> {
  const { limit, windowMs } = await redis.hgetall(planKey(client));
  if (limit === undefined) throw noPlan();
  return { limit: Number(limit), windowMs: Number(windowMs) };
}

export async function usageOf(client: string) {
  const { limit, windowMs, used } = await runScript(client, 0);
  return { limit, windowMs, used, remaining: Math.max(0, limit - used) };
}

export async function takeCall(client: string, cost: number): Promise<CallOutcome> {
  const { limit, used, wait } = await runScript(client, cost);
  if (cost > limit) throw costTooHigh();
  if (used + cost <= limit) return { allowed: true, remaining: limit - used - cost };
  return { allowed: false, remaining: Math.max(0, limit - used), retryAfterMs: wait };
}

export async function forgetCalls(client: string): Promise<void> {
  await findPlan(client);
  await redis.del(callsKey(client));
}

async function runScript(client: string, cost: number) {
  const reply = await redis.quota(planKey(client), callsKey(client), cost);
  if (reply === null) throw noPlan();
  const [limit, windowMs, used, wait] = reply;
  return { limit, windowMs, used, wait };
}
