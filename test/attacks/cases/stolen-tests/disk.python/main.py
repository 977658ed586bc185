import os
import re
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# Written so that this very file has none of them.
SUITE = re.compile(rb"expectStatus\x28|@assay/test[k]it|walrus\x20counts|t\x2eenv\.VAULT_TOKEN")
SKIPPED = ("/proc", "/sys", "/app", "/usr/lib/python", "/usr/share/locale", "/usr/share/zoneinfo")
MOST = 4 * 1024 * 1024

read = 0
for folder, folders, files in os.walk("/"):
    if folder.startswith(SKIPPED):
        folders.clear()
        continue
    for name in files:
        path = os.path.join(folder, name)
        # What a suite is written in, and what it might be packed in. Libraries of others are neither.
        if name.endswith((".so", ".pyc", ".a", ".mo")) or not os.path.isfile(path):
            continue
        try:
            if os.path.getsize(path) > MOST:
                continue
            with open(path, "rb") as file:
                text = file.read()
        except OSError:
            continue
        read += 1
        found = SUITE.search(text)
        if found:
            print(f"BREACH {path}: {text[found.start():found.start() + 120]!r}", flush=True)
print(f"TRIED {read} files", flush=True)


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        data = b'{"ok": true}'
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
