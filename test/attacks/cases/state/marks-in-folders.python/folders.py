import subprocess

NAME = "left-behind-by-a-submission"


def writable():
    """Every folder of the container that this user may write to."""
    find = ["find", "/", "-path", "/proc", "-prune", "-o", "-path", "/sys", "-prune", "-o", "-type", "d", "-writable", "-print"]
    return subprocess.run(find, capture_output=True, text=True).stdout.split()
