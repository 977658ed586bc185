from flask import Blueprint, jsonify, request

from bodies import json_body
from errors import ApiError
from notes import create_note, delete_note, find_note, list_notes, present_note, update_note
from tokens import caller
from users import find_user

notes = Blueprint("notes", __name__)


@notes.get("")
def index():
    owner = request.args.get("owner", caller().id)
    found = list_notes(
        owner,
        request.args.get("q"),
        request.args.get("sort", "id"),
        request.args.get("order", "asc"),
    )
    return jsonify([present_note(note) for note in found])


@notes.post("")
def create():
    user_id = caller().id
    fields = json_body()
    title, body = fields.get("title"), fields.get("body", "")
    if not is_title(title) or not isinstance(body, str):
        raise ApiError(400, "invalid_request")
    user = find_user(user_id)
    if user is None:
        raise ApiError(404, "not_found")
    note = create_note(fields.get("ownerId", user_id), user["name"], title, body)
    return jsonify(present_note(note)), 201


@notes.get("/<note_id>")
def show(note_id: str):
    caller()
    note = find_note(note_id)
    if note is None:
        raise ApiError(404, "not_found")
    return jsonify(present_note(note))


@notes.patch("/<note_id>")
def change(note_id: str):
    caller()
    changes = json_body()
    if "title" not in changes and "body" not in changes:
        raise ApiError(400, "invalid_request")
    if "title" in changes and not is_title(changes["title"]):
        raise ApiError(400, "invalid_request")
    if "body" in changes and not isinstance(changes["body"], str):
        raise ApiError(400, "invalid_request")
    note = update_note(note_id, changes)
    if note is None:
        raise ApiError(404, "not_found")
    return jsonify(present_note(note))


@notes.delete("/<note_id>")
def delete(note_id: str):
    caller()
    if not delete_note(note_id):
        raise ApiError(404, "not_found")
    return "", 204


def is_title(title: object) -> bool:
    return isinstance(title, str) and title != ""
