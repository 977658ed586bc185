import os
import subprocess
import time

from vault import serve

# Several times what a slot allows: whoever is not buried takes the place of one that lives.
WANTED = 400


def unburied():
    dead = 0
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{name}/stat", encoding="utf-8") as file:
                state, parent = file.read().rpartition(")")[2].split()[:2]
        except OSError:
            continue
        dead += state == "Z" and parent == "1"
    return dead


for _ in range(WANTED // 20):
    subprocess.run(["/bin/sh", "-c", "for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do : & done"])

time.sleep(0.3)
left = unburied()
print(f"{'BREACH' if left else 'TRIED'} {left} of {WANTED} orphans lie about", flush=True)
serve()
