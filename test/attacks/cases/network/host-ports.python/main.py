import socket
from concurrent.futures import ThreadPoolExecutor

from vault import serve

# The host listens there on all of them.
PORT = int("{{canary.port}}")
HOSTS = [*"{{host.addresses}}".split(","), "127.0.0.1", "0.0.0.0", "172.17.0.1", "host.docker.internal", "::1", "::ffff:127.0.0.1"]


def reach(host):
    try:
        with socket.create_connection((host, PORT), timeout=1) as connection:
            return f"{host} says {connection.recv(100)!r}"
    except OSError:
        return None


with ThreadPoolExecutor(8) as pool:
    reached = [answer for answer in pool.map(reach, HOSTS) if answer]
print(f"BREACH {reached}" if reached else f"TRIED {HOSTS}", flush=True)
serve()
