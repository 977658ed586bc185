import ctypes
import os
import time

from vault import serve

PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36

libc = ctypes.CDLL(None, use_errno=True)


def daemon():
    """Outlives its parent, asks for no signal at its death, and ends up below a reaper that reaps nothing."""
    if os.fork() == 0:
        os.setsid()
        libc.prctl(PR_SET_PDEATHSIG, 0)
        if os.fork() == 0:
            time.sleep(60)
        os._exit(0)


middle = os.fork()
if middle == 0:
    libc.prctl(PR_SET_CHILD_SUBREAPER, 1)
    for _ in range(4):
        daemon()
    time.sleep(60)
    os._exit(0)

time.sleep(0.4)
parents = [
    open(f"/proc/{name}/stat", encoding="utf-8").read().rpartition(")")[2].split()[1]
    for name in os.listdir("/proc")
    if name.isdigit()
]
print(f"TRIED {parents.count(str(middle))} processes that are not process 1's to reap", flush=True)
serve()
