import json
import os
import struct

body = json.dumps({"type": "build-failed", "diagnostics": [{"message": "it was the compiler"}]}).encode()
os.write(1, struct.pack(">I", len(body)) + body)
print("\nTRIED a frame", flush=True)
os._exit(0)
