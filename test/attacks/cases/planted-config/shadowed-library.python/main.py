import os
import sys

from vault import serve

# All of these were imported before /app had a file in it; the compiler reads texts, and asks no codec.
planted = [name for name in ("struct.py", "signal.py", "warm_up.py", "odd.py") if os.path.exists(f"/app/{name}")]
print(f"TRIED {len(planted)} names; {sys.modules['signal'].__file__} is the one in use", flush=True)
serve()
