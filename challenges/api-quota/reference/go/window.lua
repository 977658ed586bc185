-- Counts what a client used within its window and, when the cost fits in, adds a call. Redis runs a script as a whole, so
-- nothing comes between the looking and the adding.
--
-- A call is an entry of a stream: its id holds the time, its field the cost. A cost of 0 only looks.
-- Gives {limit, used before, milliseconds until the cost would fit in, window}; nothing when there is no plan.
local limit, window = unpack(redis.call('HMGET', KEYS[1], 'limit', 'windowMs'))
if not limit then return false end
limit, window = tonumber(limit), tonumber(window)
local cost = tonumber(ARGV[1])

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('XTRIM', KEYS[2], 'MINID', string.format('%d', now - window + 1))

local calls, used, last = {}, 0, nil
for _, entry in ipairs(redis.call('XRANGE', KEYS[2], '-', '+')) do
  last = tonumber(string.match(entry[1], '^%d+'))
  local call = { ends = last + window, cost = tonumber(entry[2][2]) }
  used = used + call.cost
  table.insert(calls, call)
end

local excess = used + cost - limit
if cost > 0 and excess <= 0 then
  redis.call('XADD', KEYS[2], string.format('%d-*', now), 'cost', cost)
  last = now
end
if last then redis.call('PEXPIREAT', KEYS[2], string.format('%d', last + window)) end

local wait = 0
for _, call in ipairs(calls) do
  if excess <= 0 then break end
  excess = excess - call.cost
  wait = call.ends - now
end
return { limit, used, wait, window }
