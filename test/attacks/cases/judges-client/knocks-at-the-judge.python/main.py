import os
import socket
import threading
import time

from vault import answer, serve

MINE = int(os.environ["PORT"])


def listening():
    for table in ("/proc/net/tcp", "/proc/net/tcp6", "/proc/net/udp", "/proc/net/udp6"):
        with open(table) as lines:
            for line in list(lines)[1:]:
                fields = line.split()
                if fields[3] in ("0A", "07"):
                    yield table, int(fields[1].rpartition(":")[2], 16)


def knock():
    knocked = set()
    end = time.monotonic() + 2
    while time.monotonic() < end:
        for table, port in listening():
            if port == MINE or (table, port) in knocked:
                continue
            knocked.add((table, port))
            print("BREACH somebody listens at", table, port, flush=True)
        with open("/proc/net/unix") as lines:
            for name in {line.split()[-1] for line in lines if "@" in line} - knocked:
                knocked.add(name)
                print("BREACH an abstract socket", name, flush=True)
        time.sleep(0.01)


def reachable():
    """By knocking: what a table hides is found as well."""
    found = 0
    for port in range(1, 10_000):
        if port == MINE:
            continue
        with socket.socket() as client:
            if client.connect_ex(("127.0.0.1", port)) == 0 and client.getpeername() != client.getsockname():
                found += 1
                print("BREACH a port answers:", port, flush=True)
    return found


found = reachable()
print("TRIED the lower ports, found", found, flush=True)
threading.Thread(target=knock, daemon=True).start()
serve(answer)
