import gzip
import itertools
import os
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from vault import answer
import json

# 64 MiB each, unfolded; twice folded, a thousand times that.
GZIP = gzip.compress(b" " * (64 << 20))
BOMBS = itertools.cycle(
    [("gzip", GZIP), ("gzip, gzip", gzip.compress(GZIP)), ("deflate", zlib.compress(b" " * (64 << 20))), ("br", GZIP)]
)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def respond(self):
        length = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(length)) if length else None
        status, value = answer(self.command, self.path, body)
        encoding, data = "identity", json.dumps(value).encode()
        if self.path == "/sum":
            encoding, data = next(BOMBS)
            print("TRIED", encoding, len(data), flush=True)
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Encoding", encoding)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_PUT = do_POST = respond


ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
