import os
import socket

with open("/proc/net/unix", encoding="utf-8") as table:
    names = {line.split()[7] for line in table.readlines()[1:] if len(line.split()) > 7}
names |= {"/run/judge/.s.PGSQL.5432", "/run/judge/judge.sock", "/tmp/.s.PGSQL.5432", "/var/run/postgresql/.s.PGSQL.5432"}
reached = []
for name in names:
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_SEQPACKET):
        with socket.socket(socket.AF_UNIX, kind) as talk:
            try:
                talk.connect("\0" + name[1:] if name.startswith("@") else name)
                reached.append(name)
            except OSError:
                pass
shared = [place for place in ("/run/judge", "/run/slot", "/data") if os.path.exists(place)]
print(f"BREACH {reached} {shared}" if reached or shared else f"TRIED {sorted(names)}", flush=True)
