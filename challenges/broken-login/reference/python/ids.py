import re

# The largest id that the columns hold.
MAX_ID = 2**31 - 1


def whole_number(text: object) -> int | None:
    """An id that came as text, or None when it can't be one."""
    if not isinstance(text, str) or not re.fullmatch(r"[0-9]{1,10}", text):
        return None
    number = int(text)
    return number if number <= MAX_ID else None
