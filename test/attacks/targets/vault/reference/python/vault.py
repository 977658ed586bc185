import json
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

notes = {}


def answer(method, path, body):
    """What the vault answers to a request: a status, and a value that is sent as JSON."""
    if (method, path) == ("GET", "/health"):
        return 200, {"ok": True}
    if (method, path) == ("GET", "/token"):
        return 200, {"token": os.environ.get("VAULT_TOKEN")}
    if (method, path) == ("POST", "/sum"):
        return 200, {"sum": sum(body["numbers"])}
    if path.startswith("/notes/"):
        name = path.removeprefix("/notes/")
        if method == "PUT":
            notes[name] = body["text"]
        if name in notes:
            return 200, {"name": name, "text": notes[name]}
    return 404, {"error": "there is no such thing"}


def serve(handle=answer):
    """Listens until the process ends, and answers by `handle`."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1

        def log_message(self, *_):
            pass

        def respond(self):
            length = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(length)) if length else None
            status, value = handle(self.command, self.path.split("?")[0], body)
            data = json.dumps(value).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_PUT = do_POST = respond

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 64

    Server(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
