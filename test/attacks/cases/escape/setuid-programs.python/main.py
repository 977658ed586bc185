import os
import shutil
import subprocess
import time

from vault import serve


def programs():
    found = subprocess.run(["find", "/", "-xdev", "-perm", "/6000", "-type", "f"], capture_output=True, text=True)
    return found.stdout.split()


def powers(program):
    """Effective user, group and capabilities of a program while it runs; it is stopped right behind its start."""
    child = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    seen = set()
    for _ in range(40):
        try:
            with open(f"/proc/{child.pid}/status", encoding="utf-8") as status:
                fields = dict(line.rstrip("\n").split(":\t", 1) for line in status if ":\t" in line)
            seen.add((fields["Uid"].split()[1], fields["Gid"].split()[1], fields["CapEff"]))
        except (OSError, KeyError):
            break
        if child.poll() is not None:
            break
        time.sleep(0.002)
    child.kill()
    child.wait()
    return seen


own = "/tmp/own"
shutil.copy("/usr/bin/sleep", own)
os.chmod(own, 0o6755)
mine = (str(os.geteuid()), str(os.getegid()), "0" * 16)
found = {program: powers(program) - {mine} for program in [*programs(), own]}
gained = {program: more for program, more in found.items() if more}
print(f"BREACH {gained}" if gained else f"TRIED {sorted(found)}", flush=True)
serve()
