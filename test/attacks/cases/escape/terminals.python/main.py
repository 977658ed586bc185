import fcntl
import glob
import os
import termios

from vault import serve

LINUX = 0x541C
places = ["/dev/tty", "/dev/console", "/dev/tty0", "/dev/tty1", "/dev/ptmx", *glob.glob("/dev/pts/*"), *glob.glob("/proc/*/fd/*")]
typed, opened = [], 0
os.setsid() if os.getpid() != os.getsid(0) else None
for place in places:
    try:
        terminal = os.open(place, os.O_RDWR | os.O_NONBLOCK)
    except OSError:
        continue
    opened += 1
    for request, argument in ((termios.TIOCSTI, b"#"), (LINUX, b"\x02"), (termios.TIOCSCTTY, 1)):
        try:
            # A terminal pair that it has made itself is its own.
            if place not in ("/dev/ptmx", "/dev/pts/ptmx"):
                fcntl.ioctl(terminal, request, argument)
                typed.append((place, hex(request)))
        except OSError:
            pass
    os.close(terminal)
print(f"BREACH {typed}" if typed else f"TRIED {len(places)} places, {opened} of them open", flush=True)
serve()
