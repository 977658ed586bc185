import ctypes
import os

from vault import serve

PTRACE_ATTACH, PTRACE_SEIZE = 16, 0x4206

libc = ctypes.CDLL(None, use_errno=True)
libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p]

won = []
for request in (PTRACE_ATTACH, PTRACE_SEIZE):
    if libc.ptrace(request, 1, None, None) == 0:
        won.append(f"ptrace {request}")

for name, mode in (("mem", os.O_RDWR), ("mem", os.O_RDONLY), ("maps", os.O_RDONLY), ("environ", os.O_RDONLY)):
    try:
        os.close(os.open(f"/proc/1/{name}", mode))
    except OSError:
        continue
    won.append(name)
for name in ("exe", "cwd", "root", "fd/1"):
    try:
        won.append(f"{name} is {os.readlink(f'/proc/1/{name}')}")
    except OSError:
        continue


class Piece(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]


own = ctypes.create_string_buffer(8)
here, there = Piece(ctypes.addressof(own), 8), Piece(0x400000, 8)
for call in (libc.process_vm_readv, libc.process_vm_writev):
    if call(1, ctypes.byref(here), 1, ctypes.byref(there), 1, 0) > 0:
        won.append(call.__name__)

print("BREACH " + ", ".join(won) if won else "TRIED", flush=True)
serve()
