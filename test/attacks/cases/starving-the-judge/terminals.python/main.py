import os

from vault import serve

terminals = []
why = "no end was in sight"
try:
    while len(terminals) < 300:
        terminals.append(os.open("/dev/ptmx", os.O_RDWR | os.O_NOCTTY))
except OSError as refused:
    why = refused.strerror
print(f"{'BREACH' if terminals else 'TRIED'} {len(terminals)} pseudoterminals: {why}", flush=True)
for terminal in terminals:
    os.close(terminal)
serve()
