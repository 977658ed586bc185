/**
 * Counts what a client used within its window, and adds nothing.
 *
 * A call is an entry of a stream: its id holds the time, its field the cost. A cost of 0 only looks.
 * Gives {limit, window, used before, milliseconds until the cost would fit in}; nothing when there is no plan.
 */
const QUOTA_SCRIPT = `
  local limit, window = unpack(redis.call('HMGET', KEYS[1], 'limit', 'windowMs'))
  if not limit then return false end
  limit, window = tonumber(limit), tonumber(window)
  local cost = tonumber(ARGV[1])

  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  redis.call('XTRIM', KEYS[2], 'MINID', string.format('%d', now - window + 1))
  local calls = redis.call('XRANGE', KEYS[2], '-', '+')
  local used = 0
  for _, call in ipairs(calls) do used = used + tonumber(call[2][2]) end

  local excess = used + cost - limit
  local wait = 0
  for _, call in ipairs(calls) do
    if excess <= 0 then break end
    excess = excess - tonumber(call[2][2])
    wait = tonumber(string.match(call[1], '^%d+')) + window - now
  end
  return {limit, window, used, wait}
`;

module.exports = { QUOTA_SCRIPT };
