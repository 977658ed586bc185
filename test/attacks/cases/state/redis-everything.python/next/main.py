import hashlib
import os

import redis

server = redis.Redis.from_url(os.environ["REDIS_URL"])


def ask(*command):
    try:
        return server.execute_command(*command)
    except redis.RedisError:
        return None


found = [
    ask("EXISTS", "left-behind", "left-stream"),
    ask("EVALSHA", hashlib.sha1(b"return 'left behind'").hexdigest(), "0"),
    ask("FCALL", "left", "0"),
    ask("AUTH", "left", "any"),
    ask("SET", "is-writing-paused", "no") is None,
]
print("BREACH" if any(found) else "TRIED", found, flush=True)
