import fcntl
import os
import signal
import socket
import time

from vault import serve

ways = []
try:
    first = os.pidfd_open(1)
    for number in (signal.SIGKILL, signal.SIGSTOP):
        signal.pidfd_send_signal(first, number)
        ways.append("a descriptor")
except OSError as refused:
    ways.append(refused.strerror)

# Whoever owns a socket is told by the kernel, with whichever signal was asked for, that something has come.
for number in (signal.SIGKILL, signal.SIGSTOP):
    ours, theirs = socket.socketpair()
    try:
        fcntl.fcntl(ours, fcntl.F_SETOWN, 1)
        fcntl.fcntl(ours, fcntl.F_SETSIG, number)
        fcntl.fcntl(ours, fcntl.F_SETFL, os.O_ASYNC | os.O_NONBLOCK)
        theirs.send(b"x")
        ways.append("a socket")
    except OSError as refused:
        ways.append(refused.strerror)

time.sleep(0.3)
print(f"TRIED {', '.join(ways)}", flush=True)
with open("/proc/1/stat", encoding="utf-8") as file:
    if file.read().rpartition(")")[2].split()[0] == "T":
        print("BREACH process 1 stands still", flush=True)
serve()
