import os

from vault import serve

MIB = 1024**2
WANTED = 64 * MIB

held, why = 0, "no end was in sight"
try:
    for number in range(WANTED // (32 * 1024)):
        file = os.open(f"/tmp/{number % 200}", os.O_RDWR | os.O_CREAT)
        try:
            os.setxattr(file, f"user.piece{number}", b"x" * 32 * 1024)
        finally:
            os.close(file)
        held += 32 * 1024
except OSError as refused:
    why = refused.strerror
print(f"{'BREACH' if held == WANTED else 'TRIED'} {held // 1024} KiB: {why}", flush=True)
serve()
