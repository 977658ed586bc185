"""The waiting process of the Python runtime.

It imports the frameworks, takes the candidate's files as one frame on standard input, compiles them, and then becomes
the candidate's program: same process, module __main__, standard input empty. Up to the "built" frame no line of the
candidate's has run.
"""

import sys

# What every interpreter has loaded before its program: a file of the same name never takes its place.
LOADED_AT_START = frozenset(sys.modules)

import json
import os
import signal
import struct

from warm_up import warm_up

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
    if "exec" in work:
        # What is asked over and over is started by another program, in this one's place.
        os.execv(work["exec"][0], work["exec"])
    return os.path.join(APP, work["entry"])


def forget_shadowed():
    """A file of the program comes before a library of the same name, also where that one is imported already."""
    del sys.modules["warm_up"]
    with os.scandir(APP) as entries:
        own = {
            entry.name.removesuffix(".py")
            for entry in entries
            if entry.name.endswith(".py") or os.path.exists(os.path.join(entry.path, "__init__.py"))
        }
    for name in list(sys.modules):
        top = name.partition(".")[0]
        if top in own and top not in LOADED_AT_START:
            del sys.modules[name]


def become(program):
    """Runs the program as the interpreter would have: a fresh __main__, its folder first on the path, its own argv."""
    import importlib.machinery
    import types

    forget_shadowed()
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
