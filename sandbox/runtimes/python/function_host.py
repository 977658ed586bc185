"""What a subject of kind `function` becomes once its code is built: it loads the candidate's module and answers calls.

    PORT=8080 python function_host.py solution.py

`POST /call` with {"function": "name", "arguments": [...]} is answered with {"result": ...}, or {"error": "..."} where the
function raised, or 404 where there is none of that name. Names are compared without case and underscores.
"""

import importlib.util
import json
import os
import socket
import sys
import threading
import traceback
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

APP = "/app"
BODY_MAX = 16 * 1024 * 1024


def plain(name):
    return name.replace("_", "").lower()


def load(entry):
    """The module's functions by their plain names."""
    sys.path[0] = APP
    name = os.path.splitext(os.path.basename(entry))[0]
    spec = importlib.util.spec_from_file_location(name, os.path.join(APP, entry))
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return {plain(key): value for key, value in vars(module).items() if callable(value)}


class Calls(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    functions = {}

    def setup(self):
        super().setup()
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)

    def do_POST(self):
        length = int(self.headers.get("content-length") or 0)
        if self.path != "/call" or length > BODY_MAX:
            self.close_connection = True
            return self.answer(404, {"error": "Functions are called with POST /call and at most 16 MiB."})
        try:
            asked = json.loads(self.rfile.read(length))
            wanted = self.functions.get(plain(asked["function"]))
            arguments = asked["arguments"]
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            return self.answer(400, {"error": str(error)})
        if wanted is None:
            return self.answer(404, {"error": f"There is no function {asked['function']}."})
        try:
            # Written here, so that what has no JSON is the function's error.
            return self.answer(200, json.dumps({"result": wanted(*arguments)}, allow_nan=False))
        except Exception as error:
            traceback.print_exc()
            return self.answer(200, {"error": str(error) or type(error).__name__})

    def answer(self, status, content):
        body = (content if isinstance(content, str) else json.dumps(content)).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Calls are no output of the candidate's."""


if __name__ == "__main__":
    Calls.functions = load(sys.argv[1])
    # A call runs in a thread, whose stack would else be shorter than the main program's.
    threading.stack_size(64 * 1024 * 1024)
    server = ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Calls)
    server.daemon_threads = True
    server.serve_forever()
