import ctypes
import mmap

from vault import serve

MIB = 1024**2
MCL_CURRENT, MCL_FUTURE = 1, 2

libc = ctypes.CDLL(None, use_errno=True)
pages = mmap.mmap(-1, 8 * MIB)
address = ctypes.addressof(ctypes.c_char.from_buffer(pages))

won = []
if libc.mlockall(MCL_CURRENT | MCL_FUTURE) == 0:
    won.append("all of its memory is locked")
if libc.mlock(ctypes.c_void_p(address), ctypes.c_size_t(8 * MIB)) == 0:
    won.append("8 MiB are locked")
for pid in ("self", "1"):
    for file, value in (("oom_score_adj", "-1000"), ("oom_score_adj", "-1"), ("oom_adj", "-17")):
        try:
            with open(f"/proc/{pid}/{file}", "w", encoding="utf-8") as out:
                out.write(value)
            won.append(f"{pid} {file} {value}")
        except OSError:
            continue
print("BREACH " + ", ".join(won) if won else "TRIED", flush=True)
serve()
