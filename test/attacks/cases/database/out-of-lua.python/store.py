import os

from redis import Redis

redis = Redis.from_url(os.environ["REDIS_URL"], decode_responses=True)

SCRIPTS = [
    "return os.execute('id')",
    "return io.open('/etc/passwd'):read('*a')",
    "return package.loadlib('/usr/lib/x86_64-linux-gnu/liblua5.1.so.0', 'luaopen_io')",
    "return loadfile('/etc/passwd')",
    "return dofile('/etc/passwd')",
    "return require('os')",
    "return debug.getinfo(1).source",
    "return loadstring(string.dump(function() end))() or getfenv(0).os.getenv('SUITE_PASSWORD')",
    "getmetatable('').__index = function() end return 1",
    "setmetatable(_G, {}) x = 1 return x",
    "redis.call = function() return 1 end return 1",
    "return redis.call('config', 'get', '*')",
    "return redis.call('acl', 'list')",
    "return redis.pcall('acl', 'setuser', 'app', 'allcommands').ok.x",
]


def reach():
    refused = 0
    for script in SCRIPTS:
        try:
            answer = redis.eval(script, 0)
            print("BREACH", script, str(answer)[:80], flush=True)
        except Exception:
            refused += 1
    # Everybody waits for a script. This one ends before anybody gives up.
    redis.eval("local n = 0 for at = 1, 3e7 do n = n + at end return n", 0)
    print("TRIED", refused, "scripts, all refused", flush=True)


reach()
