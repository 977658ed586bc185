import os
import socketserver

EVERY_BYTE = bytes(range(256))
TRUNCATED = b"\xc0\xaf\xed\xa0\x80\xf4\x90\x80\x80\xfe\xff" + "€".encode()[:2]
HIGH = bytes(range(0x80, 0x100))


class Handler(socketserver.BaseRequestHandler):
    def handle(self):
        asked = self.request.recv(65536)
        body = b'{"ok":true}' if asked.startswith(b"GET /health") else b'{"sum":"' + TRUNCATED + EVERY_BYTE + b'"}'
        extra = b"" if asked.startswith(b"GET /health") else b"X-Odd: " + HIGH + b"\x1b]0;owned\r\n"
        reason = b"OK" if asked.startswith(b"GET /health") else b"\x1b[31m " + HIGH
        self.request.sendall(
            b"HTTP/1.1 200 " + reason + b"\r\nContent-Type: application/json; charset=\x9b\r\n"
            + extra + b"Connection: close\r\nContent-Length: %d\r\n\r\n" % len(body) + body
        )


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True


print("TRIED to answer in bytes that are no text", flush=True)
Server(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
