import os
import time

from vault import serve

until = time.monotonic() + 1.5
dropped = 0
while time.monotonic() < until:
    for folder, folders, names in os.walk("/"):
        folders[:] = [name for name in folders if name not in ("proc", "sys", "dev")]
        if time.monotonic() > until:
            break
        for name in names:
            try:
                file = os.open(os.path.join(folder, name), os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW)
            except OSError:
                continue
            try:
                os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)
                dropped += 1
            except OSError:
                pass
            finally:
                os.close(file)
print(f"TRIED {dropped} files", flush=True)
serve()
