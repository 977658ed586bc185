import ctypes

from vault import serve

KEY = 0x7A11_0001
CREATE = 0o1000 | 0o666

libc = ctypes.CDLL(None, use_errno=True)
libc.shmat.restype = ctypes.c_void_p

memory = libc.shmget(KEY, 4096, CREATE)
if memory >= 0:
    address = libc.shmat(memory, None, 0)
    ctypes.memmove(address, b"found me\0", 9)
semaphores = libc.semget(KEY, 4, CREATE)
queue = libc.msgget(KEY, CREATE)
posix = libc.mq_open(b"/left-behind", 0o102, 0o666, None)

print("TRIED", memory, semaphores, queue, posix, flush=True)
serve()
