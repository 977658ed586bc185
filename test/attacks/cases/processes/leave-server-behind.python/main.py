import os
import time

from vault import serve

if os.fork() == 0:
    os.setsid()
    if os.fork() > 0:
        os._exit(0)
    # Nobody's child any more: what starts and ends the container does not know it.
    while os.getppid() != 1:
        time.sleep(0.01)
    print("TRIED a server without a parent", flush=True)
    time.sleep(0.5)
    serve()

os.wait()
time.sleep(0.2)
os._exit(0)
