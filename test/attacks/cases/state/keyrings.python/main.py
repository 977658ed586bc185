import ctypes

from vault import serve

ADD_KEY = 248

libc = ctypes.CDLL(None, use_errno=True)
answers = {}
# Thread, process, session, user and user session.
for ring in (-1, -2, -3, -4, -5):
    added = libc.syscall(ADD_KEY, b"user", b"left-behind", b"found me", 8, ring)
    answers[ring] = added if added >= 0 else -ctypes.get_errno()

print("BREACH" if any(added >= 0 for added in answers.values()) else "TRIED", answers, flush=True)
serve()
