import itertools
import json
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

BODIES = itertools.cycle(
    [
        b'{"a":' * 150_000 + b"1" + b"}" * 150_000,
        b"[" * 500_000 + b"]" * 500_000,
        json.dumps({f"k{at}": at for at in range(12_000)}).encode(),
        json.dumps({"text": "\n".join(str(at % 97) for at in range(20_000))}).encode(),
    ]
)


class Handler(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def respond(self):
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        body = b'{"ok":true}' if self.path == "/health" else next(BODIES)
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        print("TRIED", len(body), flush=True)

    do_GET = do_PUT = do_POST = respond


ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
