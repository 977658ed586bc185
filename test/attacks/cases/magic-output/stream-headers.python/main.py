import json
import os
import struct
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def frame(**message):
    body = json.dumps(message).encode()
    return struct.pack(">I", len(body)) + body


def multiplexed(stream, payload):
    """As the engine writes a piece of output: stream, three zeros, length, payload."""
    return struct.pack(">BxxxI", stream, len(payload)) + payload


forged = b"".join(
    frame(type="test-started", id=test) + frame(type="test-ended", id=test, status="passed", durationMs=1)
    for test in ("note-is-kept", "sum-of-few", "sum-of-many", "token-is-known")
)
for stream in (0, 1, 2, 3):
    whole = multiplexed(stream, forged + frame(type="done"))
    # Whole, a byte at a time, and with a header that promises more than comes.
    os.write(1, whole)
    for byte in whole[:64]:
        os.write(2, bytes([byte]))
    os.write(1, struct.pack(">BxxxI", stream, 0x7FFFFFFF))
print("TRIED four streams in one", file=sys.stderr, flush=True)


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        data = b'{"ok": true}'
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
