import ctypes
import os

from vault import serve

libc = ctypes.CDLL(None, use_errno=True)
done = []
for folder in ("/app", "/tmp", "/dev/shm"):
    handle = os.open(folder, os.O_RDONLY)
    for name in (b"user.left", b"trusted.left", b"security.capability"):
        if libc.fsetxattr(handle, name, b"behind", 6, 0) == 0:
            done.append((folder, name))
    os.chmod(folder, 0o6777)
    done.append((folder, oct(os.stat(folder).st_mode)))

print("TRIED", done, flush=True)
serve()
