import os

from vault import serve

MIB = 1024**2
WANTED = 96 * MIB

held, files = 0, []
try:
    while held < WANTED:
        files.append(os.open("/app/ghost", os.O_RDWR | os.O_CREAT | os.O_EXCL))
        os.unlink("/app/ghost")
        for _ in range(4):
            held += os.write(files[-1], b"x" * MIB)
except OSError as refused:
    why = refused.strerror
else:
    why = "no end was in sight"
print(f"{'BREACH' if held >= WANTED else 'TRIED'} {held // MIB} MiB: {why}", flush=True)
for file in files:
    os.close(file)
serve()
