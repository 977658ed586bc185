import fcntl
import socket
import struct

from vault import serve

NEW_LINK, NEW_ADDRESS, NEW_ROUTE = 16, 20, 24
REQUEST, ACKNOWLEDGE, CREATE = 1, 4, 0x400
SET_ADDRESS, SET_FLAGS, ADD_ROUTE = 0x8916, 0x8914, 0x890B


def attribute(kind, value):
    return struct.pack("HH", 4 + len(value), kind) + value + b"\0" * (-len(value) % 4)


def netlink(kind, body):
    """What the kernel answers: 0, or an error's number below 0."""
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0) as talk:
        talk.settimeout(1)
        talk.send(struct.pack("IHHII", 16 + len(body), kind, REQUEST | ACKNOWLEDGE | CREATE, 1, 0) + body)
        return struct.unpack_from("i", talk.recv(4096), 16)[0]


def ioctl(number, body):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as talk:
        try:
            return fcntl.ioctl(talk, number, body) and 0
        except OSError as error:
            return -error.errno


address = socket.inet_aton("172.17.0.250")
sockaddr = struct.pack("HH4s8x", socket.AF_INET, 0, address)
answers = {
    "link": netlink(NEW_LINK, struct.pack("BxHiII", 0, 0, 0, 1, 1) + attribute(3, b"dummy9\0") + attribute(18, attribute(1, b"dummy\0"))),
    "address": netlink(NEW_ADDRESS, struct.pack("BBBBI", socket.AF_INET, 16, 0, 0, 1) + attribute(2, address)),
    "route": netlink(NEW_ROUTE, struct.pack("BBBBBBBBI", socket.AF_INET, 0, 0, 0, 254, 4, 0, 1, 0) + attribute(4, struct.pack("I", 1))),
    "ioctl address": ioctl(SET_ADDRESS, struct.pack("16s16s", b"lo", sockaddr)),
    "ioctl flags": ioctl(SET_FLAGS, struct.pack("16sH14x", b"lo", 0)),
    "ioctl route": ioctl(ADD_ROUTE, struct.pack("8x16s16s16s", sockaddr, sockaddr, sockaddr) + b"\0" * 64),
}
print("BREACH" if 0 in answers.values() else "TRIED", answers, flush=True)
serve()
