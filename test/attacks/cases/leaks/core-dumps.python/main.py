import glob
import os
import resource
import signal

from vault import serve

try:
    resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    raised = True
except (OSError, ValueError):
    raised = False
dumped = False
for number in (signal.SIGSEGV, signal.SIGABRT, signal.SIGQUIT):
    child = os.fork()
    if child == 0:
        os.chdir("/tmp")
        secret = b"a solution" * 100
        os.kill(os.getpid(), number)
        os._exit(0)
    dumped |= os.WCOREDUMP(os.waitpid(child, 0)[1])
files = [file for folder in ("/tmp", "/app", "/", "/var/tmp", "/dev/shm") for file in glob.glob(f"{folder}/core*")]
print("BREACH" if raised or dumped or files else "TRIED", raised, dumped, files, flush=True)
serve()
