import os
import socketserver


def whole(status, body):
    return b"HTTP/1.1 %d OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s" % (status, len(body), body)


class Handler(socketserver.BaseRequestHandler):
    def handle(self):
        while asked := self.request.recv(65536):
            first = whole(200, b'{"ok":true}' if asked.startswith(b"GET /health") else b"{}")
            # In one piece, so that they are there before anything else is asked.
            self.request.sendall(first + whole(404, b"{}") * 3)
            print("TRIED", asked.split(b"\r\n")[0], flush=True)


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True


Server(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
