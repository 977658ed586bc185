const http = require('node:http');
const { costTooHigh, noPlan } = require('./api-error');

// Of the two copies the first one decides while it lives; the other one has the same in its memory.
const FIRST = 8080;
const port = Number(process.env.PORT);
const own = port + 1_000;
const other = port === FIRST ? own + 1 : own - 1;
const clients = new Map();

/** Asks the other copy. Undefined where there is none. */
function ask(message) {
  return new Promise((resolve) => {
    const request = http.request({ host: '127.0.0.1', port: other, method: 'POST' }, (response) => {
      let text = '';
      response.on('data', (piece) => (text += piece));
      response.on('end', () => resolve(JSON.parse(text)));
    });
    request.on('error', () => resolve(undefined));
    request.end(JSON.stringify(message));
  });
}

const listener = http.createServer((request, response) => {
  let text = '';
  request.on('data', (piece) => (text += piece));
  request.on('end', () => {
    const { all, copied, work } = JSON.parse(text);
    if (copied) clients.set(...copied);
    const told = all ? [...clients] : work ? decide(...work) : true;
    Promise.resolve(work && ask({ copied: [work[1], clients.get(work[1])] })).then(() =>
      response.end(JSON.stringify(told)),
    );
  });
});

/** Learns what the other copy knows, and then listens. */
async function recall() {
  for (const [name, client] of (await ask({ all: true })) ?? []) clients.set(name, client);
  await new Promise((resolve) => listener.listen(own, '127.0.0.1', resolve));
}

async function does(...work) {
  let told;
  if (port !== FIRST) told = await ask({ work });
  if (told === undefined) {
    told = decide(...work);
    await ask({ copied: [work[1], clients.get(work[1])] });
  }
  if (told.fault === 'no_plan') throw noPlan();
  if (told.fault === 'cost_too_high') throw costTooHigh();
  return told;
}

function decide(what, name, given) {
  if (what === 'plan') {
    clients.set(name, { calls: [], ...clients.get(name), plan: given });
    return given;
  }
  const client = clients.get(name);
  if (!client) return { fault: 'no_plan' };
  const { plan } = client;
  const now = Date.now();
  client.calls = client.calls.filter((call) => call.at > now - plan.windowMs);
  const used = client.calls.reduce((sum, call) => sum + call.cost, 0);
  if (what === 'forget') client.calls = [];
  if (what === 'take') return take(client, given, used, now);
  return { ...plan, used, remaining: Math.max(0, plan.limit - used) };
}

function take({ plan, calls }, cost, used, now) {
  if (cost > plan.limit) return { fault: 'cost_too_high' };
  if (used + cost <= plan.limit) {
    calls.push({ at: now, cost });
    return { allowed: true, remaining: plan.limit - used - cost };
  }
  let missing = used + cost - plan.limit;
  const last = calls.find((call) => (missing -= call.cost) <= 0);
  const retryAfterMs = Math.max(1, last.at + plan.windowMs - now);
  return { allowed: false, remaining: Math.max(0, plan.limit - used), retryAfterMs };
}

module.exports = {
  recall,
  setPlan: (name, plan) => does('plan', name, plan),
  findPlan: async (name) => {
    const { limit, windowMs } = await does('look', name);
    return { limit, windowMs };
  },
  usageOf: (name) => does('look', name),
  takeCall: (name, cost) => does('take', name, cost),
  forgetCalls: (name) => does('forget', name),
};
