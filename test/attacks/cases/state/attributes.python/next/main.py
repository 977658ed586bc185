import os

from vault import serve

modes = {folder: os.stat(folder).st_mode & 0o7777 for folder in ("/app", "/tmp", "/dev/shm")}
names = [name for folder in modes for name in os.listxattr(folder)]
fresh = names == [] and not any(mode & 0o6000 for mode in modes.values())
print("TRIED" if fresh else "BREACH", {folder: oct(mode) for folder, mode in modes.items()}, names, flush=True)
serve()
