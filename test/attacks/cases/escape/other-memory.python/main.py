import ctypes
import os

from vault import serve

PTRACE, KCMP, READ, WRITE, PIDFD_OPEN, PIDFD_GETFD, MADVISE = 101, 312, 310, 311, 434, 438, 440
ATTACH, SEIZE = 16, 0x4206

libc = ctypes.CDLL(None, use_errno=True)
# A child of its own and process 1: both have the same user.
child = os.fork()
if child == 0:
    os.execv("/usr/bin/sleep", ["sleep", "5"])


class Piece(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]


memory = ctypes.create_string_buffer(64)
piece = ctypes.byref(Piece(ctypes.addressof(memory), 8))
answers = {}
for pid in (1, os.getppid(), child):
    for name, call in {
        "attach": (PTRACE, ATTACH, pid, 0, 0),
        "seize": (PTRACE, SEIZE, pid, 0, 0),
        "read": (READ, pid, piece, 1, piece, 1, 0),
        "write": (WRITE, pid, piece, 1, piece, 1, 0),
        "compare": (KCMP, pid, os.getpid(), 0, 0, 0),
    }.items():
        answers[f"{name} {pid}"] = libc.syscall(*call)
    handle = libc.syscall(PIDFD_OPEN, pid, 0)
    if handle >= 0:
        answers[f"take a descriptor of {pid}"] = libc.syscall(PIDFD_GETFD, handle, 0, 0)
        answers[f"advise {pid}"] = libc.syscall(MADVISE, handle, piece, 1, 4, 0)

try:
    os.close(os.open("/proc/1/mem", os.O_RDWR))
    answers["memory of process 1"] = 0
except OSError:
    pass
os.kill(child, 9)
os.waitpid(child, 0)
got = [name for name, answer in answers.items() if answer >= 0]
print(f"BREACH {got}" if got else f"TRIED {len(answers)} ways", flush=True)
serve()
