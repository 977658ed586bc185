import os

from folders import NAME, writable
from vault import serve

folders = writable()
found = [name for folder in folders for name in os.listdir(folder) if name.startswith(NAME)]
print("BREACH" if found else "TRIED", "marks in", *folders, flush=True)
serve()
