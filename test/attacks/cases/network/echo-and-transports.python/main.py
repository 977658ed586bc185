import socket
import struct

from vault import serve

HOSTS = "{{host.addresses}}".split(",")
HOSTS = [host for host in HOSTS if not host.startswith("127.")] + ["172.17.0.1", "8.8.8.8"]
PING = struct.pack("!BBHHH", 8, 0, 0xF7FE, 0, 1)
# SCTP, DCCP, UDP-Lite, multipath TCP.
TRANSPORTS = [(1, 132), (5, 132), (6, 33), (2, 136), (1, 262)]

reached, refused = [], set()


def attempt(what, act):
    try:
        act()
        reached.append(what)
    except OSError as error:
        refused.add(error.errno)


def ping(host):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM, socket.IPPROTO_ICMP) as talk:
        talk.settimeout(0.4)
        talk.sendto(PING, (host, 0))
        talk.recv(100)


def connect(host, kind, protocol):
    with socket.socket(socket.AF_INET, kind, protocol) as talk:
        talk.settimeout(0.4)
        talk.connect((host, int("{{canary.port}}")))


for host in HOSTS:
    attempt(f"ping {host}", lambda: ping(host))
    for kind, protocol in TRANSPORTS:
        attempt(f"transport {protocol} to {host}", lambda: connect(host, kind, protocol))
print(f"BREACH {reached}" if reached else f"TRIED {HOSTS}: {sorted(refused, key=str)}", flush=True)
serve()
