"""The waiting process of the Python runtime.

It imports the frameworks, takes the candidate's files as one frame on standard input, compiles them, and then becomes
the candidate's program: same process, module __main__, standard input empty. Up to the "built" frame no line of the
candidate's has run.
"""

import json
import os
import signal
import struct
import sys

APP = "/app"


def send(message):
    """One frame: four bytes of length, big endian, and UTF-8 JSON."""
    body = json.dumps(message).encode()
    frame = struct.pack(">I", len(body)) + body
    while frame:
        frame = frame[os.write(1, frame):]


def read(length):
    """Exactly `length` bytes of standard input. Ends when it ends: without a supervisor there is nothing to wait for."""
    chunks = []
    while length > 0:
        chunk = os.read(0, min(length, 1 << 20))
        if not chunk:
            os._exit(0)
        chunks.append(chunk)
        length -= len(chunk)
    return b"".join(chunks)


def warm_up():
    """Imports what takes long, and speaks to the database once, so that neither is left for the candidate's time."""
    import asyncio  # noqa: F401
    import concurrent.futures  # noqa: F401
    import decimal  # noqa: F401
    import hashlib  # noqa: F401
    import http.server  # noqa: F401
    import logging.handlers  # noqa: F401
    import socketserver  # noqa: F401
    import threading  # noqa: F401
    import urllib.request  # noqa: F401
    import uuid  # noqa: F401

    import fastapi  # noqa: F401
    import flask
    import jwt  # noqa: F401
    import psycopg
    import psycopg.rows  # noqa: F401
    import psycopg.types.json  # noqa: F401
    import psycopg_pool  # noqa: F401
    import uvicorn  # noqa: F401
    import waitress  # noqa: F401
    import waitress.server  # noqa: F401
    import werkzeug.serving  # noqa: F401

    app = flask.Flask("warm")
    app.add_url_rule("/", "warm", lambda: {"warm": True})
    with app.test_client() as client:
        client.get("/")
    if os.environ.get("DATABASE_URL"):
        with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
            connection.execute("select %s::text", ("warm",)).fetchall()


def build(files):
    """Compiles each file, so that a syntax error shows before any test. Returns diagnostics."""
    diagnostics = []
    for file in files:
        if not file["path"].endswith(".py"):
            continue
        try:
            compile(file["content"], f"{APP}/{file['path']}", "exec", dont_inherit=True)
        except SyntaxError as error:
            found = {"file": file["path"], "message": f"{type(error).__name__}: {error.msg}"}
            if error.text:
                found["message"] += "\n" + error.text.rstrip()[:400]
            if error.lineno:
                found["line"] = error.lineno
            if error.offset:
                found["column"] = error.offset
            diagnostics.append(found)
        except (ValueError, RecursionError, MemoryError) as error:
            diagnostics.append({"file": file["path"], "message": f"{type(error).__name__}: {error}"})
    return diagnostics[:50]


def receive():
    """Waits for the work, and leaves it compiled in /app. Returns the path of the main program."""
    os.chdir(APP)
    warm_up()
    send({"type": "ready"})
    work = json.loads(read(struct.unpack(">I", read(4))[0]))

    # Standard input is the supervisor's pipe: the program gets an empty one in its place, at the same number.
    empty = os.open("/dev/null", os.O_RDONLY)
    os.dup2(empty, 0)
    os.close(empty)
    # From here on process 1 counts the wall limit.
    os.kill(1, signal.SIGUSR1)

    for file in work["files"]:
        target = os.path.join(APP, file["path"])
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "w", encoding="utf-8", newline="") as out:
            out.write(file["content"])
    diagnostics = build(work["files"])
    if not any(file["path"] == work["entry"] for file in work["files"]):
        diagnostics = diagnostics or [
            {"file": work["entry"], "message": f"There is no {work['entry']}: the program starts there."}
        ]
    if diagnostics:
        send({"type": "build-failed", "diagnostics": diagnostics})
        sys.exit(0)
    send({"type": "built"})
    return os.path.join(APP, work["entry"])


def become(program):
    """Runs the program as the interpreter would have: a fresh __main__, its folder first on the path, its own argv."""
    import importlib.machinery
    import types

    main = types.ModuleType("__main__")
    main.__file__ = program
    main.__builtins__ = __builtins__
    main.__loader__ = importlib.machinery.SourceFileLoader("__main__", program)
    sys.modules["__main__"] = main
    sys.argv = [program]
    sys.path[0] = APP
    with open(program, "rb") as source:
        code = compile(source.read(), program, "exec", dont_inherit=True)
    exec(code, main.__dict__)


if __name__ == "__main__":
    become(receive())
