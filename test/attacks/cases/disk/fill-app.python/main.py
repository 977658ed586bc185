import errno
import os

from vault import serve

MIB = 1024**2
# A folder has 32 MiB, and 256 are all that it may use in memory.
WANTED = 64

wrote, why = 0, "no end was in sight"
try:
    with open("/app/fill", "wb", buffering=0) as file:
        while wrote < WANTED:
            wrote += file.write(b"x" * MIB) == MIB
except OSError as refused:
    why = errno.errorcode[refused.errno]
os.remove("/app/fill")
print(f"{'BREACH' if wrote == WANTED else 'TRIED'} {wrote} MiB: {why}", flush=True)
serve()
