import os

import redis

server = redis.Redis.from_url(os.environ["REDIS_URL"])
attempts = [
    ("SET", "left-behind", "found me"),
    ("SCRIPT", "LOAD", "return 'left behind'"),
    ("FUNCTION", "LOAD", "#!lua name=left\nredis.register_function('left', function() return 'found me' end)"),
    ("CONFIG", "SET", "maxmemory-policy", "allkeys-random"),
    ("ACL", "SETUSER", "left", "on", "nopass", "~*", "+@all"),
    ("CLIENT", "PAUSE", "60000", "WRITE"),
    ("XADD", "left-stream", "*", "word", "found me"),
    ("SAVE",),
    ("CLIENT", "SETNAME", "left-behind"),
]
done = []
for attempt in attempts:
    try:
        server.execute_command(*attempt)
        done.append(attempt[0])
    except redis.RedisError:
        pass
print("TRIED", done, flush=True)
