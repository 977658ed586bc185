import os

from folders import NAME, writable
from vault import serve


def attempt(act, *arguments):
    try:
        act(*arguments)
        return True
    except OSError:
        return False


def write(place):
    with open(place, "w", encoding="utf-8") as mark:
        mark.write("found me")


left = []
for folder in writable():
    place = os.path.join(folder, NAME)
    ways = [
        attempt(write, place),
        attempt(os.symlink, "/etc/passwd", place + "-link"),
        attempt(os.mkfifo, place + "-pipe"),
        attempt(os.mkdir, place + "-folder"),
        attempt(os.link, place, place + "-twin"),
    ]
    left.append((folder, ways))

print("TRIED marks in", left, flush=True)
serve()
