import ctypes
import mmap
import os
import signal

from vault import serve

NEW_USER = 0x10000000
X32 = 0x40000000

libc = ctypes.CDLL(None, use_errno=True)
page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)


def by_interrupt(number, argument):
    """int 0x80 with the number and one argument: push rbx; mov eax, …; mov ebx, …; int 0x80; pop rbx; ret."""
    page.seek(0)
    page.write(b"\x53\xb8" + number.to_bytes(4, "little") + b"\xbb" + argument.to_bytes(4, "little") + b"\xcd\x80\x5b\xc3")
    code = ctypes.addressof(ctypes.c_char.from_buffer(page))
    return ctypes.CFUNCTYPE(ctypes.c_int)(code)()


def in_child(call):
    """What becomes of a process that makes the call: its status, 0 for success."""
    child = os.fork()
    if child == 0:
        os._exit(0 if call() >= 0 else 1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


outcomes = {
    "unshare by int 0x80": in_child(lambda: by_interrupt(310, NEW_USER)),
    "ptrace by int 0x80": in_child(lambda: by_interrupt(26, 0)),
    "getpid by int 0x80": in_child(lambda: by_interrupt(20, 0)),
    "unshare by x32": in_child(lambda: libc.syscall(X32 | 272, NEW_USER)),
    "getpid by x32": in_child(lambda: libc.syscall(X32 | 39)),
    "ptrace by x32": in_child(lambda: libc.syscall(X32 | 521, 0, 0, 0, 0)),
}
# A child that the filter has killed, or whose call has failed, got nowhere.
through = [name for name, outcome in outcomes.items() if outcome == 0]
print(f"BREACH {through}" if through else f"TRIED {outcomes}", flush=True)
serve()
