import os
import signal
import subprocess

from vault import serve

child = subprocess.Popen(["/usr/bin/sleep", "30"])
sent = []
# All that it may signal but itself; then those one by one, process 1 first.
for number in (signal.SIGSTOP, signal.SIGKILL):
    for target in (-1, 1, *(int(name) for name in os.listdir("/proc") if name.isdigit())):
        if target == os.getpid():
            continue
        try:
            os.kill(target, number)
            sent.append(target)
        except OSError:
            continue

print(f"TRIED {sent}, and its own child ended with {child.wait()}", flush=True)
serve()
