import os
import socket
import stat

from vault import serve

PLACES = ["/var/run/docker.sock", "/run/docker.sock", "/docker.sock", "/host/var/run/docker.sock", "/run/containerd/containerd.sock", "{{canary.socket}}"]
QUESTION = b"GET /info HTTP/1.0\r\nHost: engine\r\n\r\n"


def sockets():
    yield from PLACES
    # Where nothing is part of the image, or something may be mounted.
    for root in ("/run", "/var", "/tmp", "/app", "/dev", "/mnt", "/media", "/srv", "/home", "/opt/assay"):
        for folder, _, names in os.walk(root):
            for name in names:
                place = os.path.join(folder, name)
                if stat.S_ISSOCK(os.lstat(place).st_mode):
                    yield place


found = []
for place in sockets():
    with socket.socket(socket.AF_UNIX) as talk:
        talk.settimeout(1)
        try:
            talk.connect(place)
            talk.send(QUESTION)
            found.append((place, talk.recv(100)))
        except OSError:
            pass
mounted = [line for line in open("/proc/self/mountinfo", encoding="utf-8") if ".sock" in line]
print(f"BREACH {found} {mounted}" if found or mounted else "TRIED every socket of the file system", flush=True)
serve()
