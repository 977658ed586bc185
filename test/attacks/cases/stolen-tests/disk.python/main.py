import os
import re
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# Written so that this very file has none of them.
SUITE = re.compile(rb"expectStatus\x28|@assay/test[k]it|walrus\x20counts|t\x2eenv\.VAULT_TOKEN")
SKIPPED = ("/proc", "/sys", "/app", "/usr/share/locale", "/usr/share/zoneinfo")
# What a suite is written in, packed in or passed through; libraries of others are neither.
KINDS = (".ts", ".js", ".cjs", ".mjs", ".json", ".yaml", ".yml", ".txt", ".md", ".tar", ".gz", ".zip", ".log", ".env", ".rb")
MOST = 1024 * 1024
until = time.monotonic() + 4

read = 0
for folder, folders, files in os.walk("/"):
    if folder.startswith(SKIPPED) or time.monotonic() > until:
        folders.clear()
        continue
    # Where nothing of an image lies comes first.
    folders.sort(key=lambda name: (name in ("usr", "opt", "lib"), name))
    for name in files:
        path = os.path.join(folder, name)
        if ("." in name and not name.endswith(KINDS)) or not os.path.isfile(path):
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
