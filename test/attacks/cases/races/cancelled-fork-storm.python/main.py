import os
import signal
import time

signal.signal(signal.SIGCHLD, signal.SIG_IGN)
print("TRIED a storm", flush=True)
# Each generation starts the next and ends: whoever lists processes finds only those that are gone.
until = time.monotonic() + 8
while time.monotonic() < until:
    try:
        if os.fork() == 0:
            os.setsid()
            for _ in range(3):
                if os.fork() > 0:
                    os._exit(0)
            time.sleep(0.02)
            os._exit(0)
    except OSError:
        time.sleep(0.005)
