from waitress import serve

from app import create_app
from config import config

if __name__ == "__main__":
    print(f"notes service on port {config.port}", flush=True)
    serve(create_app(), host="127.0.0.1", port=config.port, threads=8)
