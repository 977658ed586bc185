import ctypes
import os

from vault import serve

KEY = 0x7A11_0001

libc = ctypes.CDLL(None, use_errno=True)
found = {
    "memory": libc.shmget(KEY, 4096, 0),
    "semaphores": libc.semget(KEY, 4, 0),
    "queue": libc.msgget(KEY, 0),
    "posix queue": libc.mq_open(b"/left-behind", 0),
}
listed = sum(len(open(f"/proc/sysvipc/{kind}", encoding="utf-8").readlines()) - 1 for kind in ("shm", "sem", "msg"))
left = listed > 0 or any(value >= 0 for value in found.values()) or os.path.exists("/dev/mqueue/left-behind")
print("BREACH" if left else "TRIED", found, listed, flush=True)
serve()
