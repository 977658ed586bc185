import os

from vault import serve

# All of these were imported before /app had a file in it; the compiler reads texts, and asks no codec.
planted = [name for name in ("struct.py", "signal.py", "warm_up.py", "odd.py") if os.path.exists(f"/app/{name}")]
print(f"TRIED {len(planted)} names of the waiting process's own", flush=True)
serve()
