import socket

from vault import serve

MIB = 1024**2
MEMORY = 256 * MIB

BLOCK = b"x" * 60_000

sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
boxes = []
sent = 0
while sent < MEMORY * 5 // 4 and len(boxes) < 400:
    box = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    box.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8 * MIB)
    box.bind(("127.0.0.1", 0))
    box.setblocking(False)
    boxes.append(box)
    for _ in range(140):
        sender.sendto(BLOCK, box.getsockname())
        sent += len(BLOCK)

# What was thrown away is not held: only what can be read back counts.
held = 0
for box in boxes:
    try:
        while True:
            held += len(box.recv(len(BLOCK)))
    except BlockingIOError:
        box.close()
print(f"{'BREACH' if held > MEMORY else 'TRIED'} {held // MIB} MiB lay in {len(boxes)} sockets", flush=True)
serve()
