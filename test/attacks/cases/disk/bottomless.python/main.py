import os

from vault import serve

WANTED = 3_000

os.chdir("/tmp")
depth = 0
try:
    while depth < WANTED:
        os.mkdir("d")
        os.chdir("d")
        depth += 1
except OSError:
    pass
with open("at the bottom", "w", encoding="utf-8") as file:
    file.write("x" * 4_096)
os.chdir("/app")
print(f"TRIED {depth} deep", flush=True)
serve()
