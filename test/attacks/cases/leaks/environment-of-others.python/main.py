import os
import re

# What a program is promised: its own way to the database, and nothing of the suite's.
OWN = {"HOME", "HOSTNAME", "LANG", "PATH", "PORT", "PWD", "TZ", "DATABASE_URL", "JDBC_DATABASE_URL"}
OWN_PREFIXES = ("PG", "PYTHON", "LC_")

strange, lines = set(), []
for pid in filter(str.isdigit, os.listdir("/proc")):
    try:
        with open(f"/proc/{pid}/environ", "rb") as variables:
            names = {entry.partition(b"=")[0].decode() for entry in variables.read().split(b"\0") if entry}
        strange |= {name for name in names - OWN if not name.startswith(OWN_PREFIXES)}
    except OSError:
        pass
    with open(f"/proc/{pid}/cmdline", "rb") as command:
        lines.append(command.read().replace(b"\0", b" ").decode(errors="replace"))
told = [line for line in lines if re.search(r"passw|secret|token|suite|seed|--tests", line, re.IGNORECASE)]
print(f"BREACH {strange} {told}" if strange or told else f"TRIED {len(lines)} processes: {lines}", flush=True)
