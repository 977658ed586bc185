import subprocess
import sys

from vault import serve

HOG = """
held = []
for count in range(1, 26):
    held.append(bytearray(b"x") * (16 << 20))
    print(count * 16, flush=True)
"""

child = subprocess.run([sys.executable, "-S", "-c", HOG], capture_output=True, text=True)
held = int(child.stdout.split()[-1])
print(f"{'BREACH' if child.returncode == 0 else 'TRIED'} {held} MiB, then {child.returncode}", flush=True)
serve()
