import ctypes
import signal
import time

from vault import serve

CLOCK_MONOTONIC, SIGEV_SIGNAL, WANTED = 1, 0, 2_000

libc = ctypes.CDLL(None, use_errno=True)


class Event(ctypes.Structure):
    _fields_ = [("value", ctypes.c_void_p), ("number", ctypes.c_int), ("notify", ctypes.c_int), ("rest", ctypes.c_byte * 48)]


class Times(ctypes.Structure):
    _fields_ = [(name, ctypes.c_long) for name in ("every", "every_nano", "first", "first_nano")]


# A signal that nobody hears is as cheap as it can be: what is left is the timer.
signal.signal(signal.SIGUSR2, signal.SIG_IGN)
timers = []
for _ in range(WANTED):
    timer = ctypes.c_void_p()
    if libc.timer_create(CLOCK_MONOTONIC, ctypes.byref(Event(0, signal.SIGUSR2, SIGEV_SIGNAL)), ctypes.byref(timer)) != 0:
        break
    libc.timer_settime(timer, 0, ctypes.byref(Times(0, 1_000, 0, 1)), None)
    timers.append(timer)
time.sleep(1.5)
print(f"{'BREACH' if len(timers) == WANTED else 'TRIED'} {len(timers)} timers", flush=True)
for timer in timers:
    libc.timer_delete(timer)
serve()
