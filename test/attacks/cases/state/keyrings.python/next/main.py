import ctypes

from vault import serve

REQUEST_KEY, KEYCTL, SEARCH = 249, 250, 10

libc = ctypes.CDLL(None, use_errno=True)
found = [libc.syscall(REQUEST_KEY, b"user", b"left-behind", None, 0)]
found += [libc.syscall(KEYCTL, SEARCH, ring, b"user", b"left-behind", 0) for ring in (-3, -4, -5)]
print("BREACH" if any(key >= 0 for key in found) else "TRIED", found, flush=True)
serve()
