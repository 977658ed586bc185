import os

from vault import answer, serve

ESCAPES = b"\x1b]0;owned\x07\x1b]8;;http://127.0.0.1/\x07click\x1b]8;;\x07\x1b[2J\x1b[?1049h\x1bc\x1bP+q544e\x1b\\"
BIDI = "\u202e\u2066\u2067\u2028\u2029\ufeff\u061c\u009b31m".encode()
os.write(1, b"TRIED " + bytes(range(256)) + ESCAPES + BIDI + b"\n")


def print_and_answer(method, path, body):
    # A pipe's piece that ends within a character, on both streams; and at the cap of what is kept with a test.
    os.write(1, ESCAPES + BIDI + b"\xf0\x9f")
    os.write(2, b"\x9a\xb2" + "€".encode() * 3000 + b"\xe2")
    return answer(method, path, body)


serve(print_and_answer)
