import os
import signal
import sys
import time

from vault import serve

# More than any slot allows, and no more than a host can bear.
WANTED = 160

children = []
for _ in range(WANTED):
    try:
        child = os.fork()
    except OSError:
        break
    if child == 0:
        time.sleep(5)
        os._exit(0)
    children.append(child)

print(f"BREACH {len(children)} children" if len(children) == WANTED else f"TRIED {len(children)} children", flush=True)
for child in children:
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
sys.stdout.flush()
serve()
