import http.server
import random
import time

import vault

# A clock that stands, one that runs backwards, and dates of another century: durations are the judge's own.
times = iter(range(10**9, 0, -3600))
time.time = lambda: next(times)
time.monotonic = time.perf_counter = lambda: 0.0
random.seed(0)
http.server.BaseHTTPRequestHandler.date_time_string = lambda *_: "Thu, 01 Jan 1970 00:00:00 GMT"
print(f"TRIED: it is {time.time()}, and a moment later {time.time()}", flush=True)
vault.serve()
