import ctypes
import os
import subprocess
import time

from vault import serve

SIGRTMIN, WANTED = 34, 50_000

libc = ctypes.CDLL(None, use_errno=True)
libc.sigqueue.argtypes = [ctypes.c_int, ctypes.c_int, ctypes.c_void_p]

queued = 0
until = time.monotonic() + 1.5
while queued < WANTED and time.monotonic() < until:
    queued += libc.sigqueue(1, SIGRTMIN + queued % 30, None) == 0
print(f"TRIED {queued} signals", flush=True)

# One that ends without a parent: does process 1 still notice?
orphan = int(subprocess.check_output(["/bin/sh", "-c", "sleep 0.2 >/dev/null & echo $!"]))
time.sleep(0.8)
if os.path.exists(f"/proc/{orphan}"):
    print("BREACH process 1 does not hear the end of a child", flush=True)
serve()
