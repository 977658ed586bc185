import math
import threading
import time
from dataclasses import dataclass

from users import normalize_email

MAX_FAILURES = 5
LOCK_SECONDS = 15 * 60
# Addresses that are remembered before the stale ones are thrown out.
SWEEP_AT = 10_000


@dataclass
class Attempts:
    count: int = 0
    # When all this is forgotten: 15 minutes after the last attempt that was let through.
    until: float = 0.0


attempts_by_email: dict[str, Attempts] = {}
lock = threading.Lock()


def begin_login(email: str) -> int | None:
    """Counts an attempt before it is tried, so that attempts that arrive together count too.

    Gives the seconds to wait when it must not be tried. login_succeeded takes the count back.
    """
    key = normalize_email(email)
    now = time.monotonic()
    with lock:
        attempts = attempts_by_email.get(key)
        if attempts is None or attempts.until <= now:
            if len(attempts_by_email) >= SWEEP_AT:
                sweep(now)
            attempts = attempts_by_email[key] = Attempts()
        if attempts.count >= MAX_FAILURES:
            return math.ceil(attempts.until - now)
        attempts.count += 1
        attempts.until = now + LOCK_SECONDS
        return None


def login_succeeded(email: str) -> None:
    with lock:
        attempts_by_email.pop(normalize_email(email), None)


def sweep(now: float) -> None:
    for key in [key for key, attempts in attempts_by_email.items() if attempts.until <= now]:
        del attempts_by_email[key]
