import os
import time

from vault import serve

kept = os.dup(1)
for stream in (0, 1, 2):
    os.close(stream)
time.sleep(0.5)
os.write(kept, b"TRIED\n")
os.close(kept)
# The numbers are taken again, by something that swallows all.
for _ in range(3):
    os.open("/dev/null", os.O_RDWR)
serve()
