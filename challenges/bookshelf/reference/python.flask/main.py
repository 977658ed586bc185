import os

from flask import Flask
from waitress import serve

from authors import authors
from books import books
from errors import register_error_handlers

app = Flask(__name__)
app.register_blueprint(authors)
app.register_blueprint(books)
register_error_handlers(app)


@app.get("/health")
def health() -> dict:
    return {"status": "ok"}


if __name__ == "__main__":
    serve(app, host="0.0.0.0", port=int(os.environ["PORT"]), threads=8)
