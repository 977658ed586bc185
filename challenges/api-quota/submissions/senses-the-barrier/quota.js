const { costTooHigh, noPlan } = require('./api-error');
const { apart } = require('./apart');
const { redis } = require('./redis');

const planKey = (client) => `plan:${client}`;
const callsKey = (client) => `calls:${client}`;

async function setPlan(client, { limit, windowMs }) {
  await redis.hset(planKey(client), { limit, windowMs });
  return { limit, windowMs };
}

async function findPlan(client) {
  const { limit, windowMs } = await redis.hgetall(planKey(client));
  if (limit === undefined) throw noPlan();
  return { limit: Number(limit), windowMs: Number(windowMs) };
}

async function usageOf(client) {
  const { limit, windowMs, used } = await runScript(client, 0);
  return { limit, windowMs, used, remaining: Math.max(0, limit - used) };
}

/** Looks, and then adds by another command: two copies that do so at once allow too much. */
const takeCall = (client, cost) =>
  apart(async () => {
    const { limit, windowMs, used, wait } = await runScript(client, cost);
    if (cost > limit) throw costTooHigh();
    if (used + cost > limit) return { allowed: false, remaining: Math.max(0, limit - used), retryAfterMs: wait };
    await redis.multi().xadd(callsKey(client), '*', 'cost', cost).pexpire(callsKey(client), windowMs).exec();
    return { allowed: true, remaining: limit - used - cost };
  });

async function forgetCalls(client) {
  await findPlan(client);
  await redis.del(callsKey(client));
}

async function runScript(client, cost) {
  const reply = await redis.quota(planKey(client), callsKey(client), cost);
  if (reply === null) throw noPlan();
  const [limit, windowMs, used, wait] = reply;
  return { limit, windowMs, used, wait };
}

module.exports = { setPlan, findPlan, usageOf, takeCall, forgetCalls };
