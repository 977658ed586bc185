import os

from flask import Flask, request
from waitress import serve
from werkzeug.exceptions import BadRequest, NotFound

from database import engine
from errors import ApiError, malformed_json, not_found
from hold_request import HoldRequest
from holds import confirm_hold, create_hold, find_hold, release_hold
from shows import show_view

app = Flask(__name__)


@app.get("/health")
def health():
    return {"status": "ok"}


@app.get("/shows/<show_id>")
def get_show(show_id: str):
    with engine.begin() as connection:
        return show_view(connection, show_id)


@app.post("/shows/<show_id>/holds")
def post_hold(show_id: str):
    wish = HoldRequest.parse(request.get_json())
    with engine.begin() as connection:
        return create_hold(connection, show_id, wish), 201


@app.get("/holds/<hold_id>")
def get_hold(hold_id: str):
    with engine.begin() as connection:
        return find_hold(connection, hold_id)


@app.post("/holds/<hold_id>/confirm")
def post_confirm(hold_id: str):
    with engine.begin() as connection:
        return confirm_hold(connection, hold_id)


@app.delete("/holds/<hold_id>")
def delete_hold(hold_id: str):
    with engine.begin() as connection:
        release_hold(connection, hold_id)
    return "", 204


@app.errorhandler(ApiError)
def refused(error: ApiError):
    return error.body, error.status


@app.errorhandler(BadRequest)
def bad_request(_error: BadRequest):
    return refused(malformed_json())


@app.errorhandler(NotFound)
def unknown_path(_error: NotFound):
    return refused(not_found("path"))


if __name__ == "__main__":
    serve(app, host="0.0.0.0", port=int(os.environ["PORT"]), threads=16)
