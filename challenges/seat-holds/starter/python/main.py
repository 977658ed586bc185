import os

from flask import Flask
from sqlalchemy import text
from waitress import serve

from database import engine

app = Flask(__name__)


@app.get("/health")
def health():
    return {"status": "ok"}


@app.get("/shows/<show_id>")
def show_show(show_id):
    with engine.connect() as connection:
        show = connection.execute(text("SELECT id, title FROM shows WHERE id = :id"), {"id": show_id}).mappings().first()
        if show is None:
            return {"error": "not_found", "message": "There is no such show"}, 404
        seats = connection.execute(
            text("SELECT label, price_cents AS priceCents FROM seats WHERE show_id = :id ORDER BY id"),
            {"id": show_id},
        ).mappings()
        return {**show, "seats": [{**seat, "status": "free"} for seat in seats]}


if __name__ == "__main__":
    serve(app, host="0.0.0.0", port=int(os.environ["PORT"]), threads=16)
