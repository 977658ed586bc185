import fcntl
import os

from vault import serve

MIB = 1024**2
MEMORY = 256 * MIB

held, pipes = 0, []
try:
    while held < MEMORY * 5 // 4:
        reader, writer = os.pipe2(os.O_NONBLOCK)
        pipes += [reader, writer]
        try:
            fcntl.fcntl(writer, fcntl.F_SETPIPE_SZ, MIB)
        except OSError:
            # It has more than one user may have: what is left are pipes of the least size.
            pass
        try:
            while True:
                held += os.write(writer, b"x" * 65_536)
        except BlockingIOError:
            continue
except OSError as refused:
    why = refused.strerror
else:
    why = "no end was in sight"
print(f"{'BREACH' if held > MEMORY else 'TRIED'} {held // MIB} MiB in {len(pipes) // 2} pipes: {why}", flush=True)
for pipe in pipes:
    os.close(pipe)
serve()
