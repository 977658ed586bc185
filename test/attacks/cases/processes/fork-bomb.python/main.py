import os
import signal

from vault import serve

# More than any slot allows, and no more than a host can bear.
WANTED = 160

children = []
try:
    while len(children) < WANTED:
        # Small ones, so that no other limit is met first.
        children.append(os.posix_spawn("/usr/bin/sleep", ["sleep", "5"], {}))
except OSError:
    pass

print(f"{'BREACH' if len(children) == WANTED else 'TRIED'} {len(children)} children", flush=True)
for child in children:
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
serve()
