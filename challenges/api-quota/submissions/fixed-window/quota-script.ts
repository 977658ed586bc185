/** Counts what a client used since the first call of its window and, when the cost fits in, adds a call. */
export const QUOTA_SCRIPT = `
  local limit, window = unpack(redis.call('HMGET', KEYS[1], 'limit', 'windowMs'))
  if not limit then return false end
  limit, window = tonumber(limit), tonumber(window)
  local cost = tonumber(ARGV[1])

  local used = tonumber(redis.call('GET', KEYS[2]) or 0)
  local wait = math.max(1, redis.call('PTTL', KEYS[2]))
  if cost > 0 and used + cost <= limit then
    redis.call('INCRBY', KEYS[2], cost)
    if used == 0 then redis.call('PEXPIRE', KEYS[2], window) end
  end
  return {limit, window, used, wait}
`;
