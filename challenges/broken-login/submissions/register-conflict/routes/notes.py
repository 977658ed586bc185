from flask import Blueprint, jsonify, request

from bodies import json_body
from errors import ApiError
from ids import whole_number
from notes import create_note, delete_note, find_note, is_sorting, list_notes, present_note, update_note
from tokens import caller

notes = Blueprint("notes", __name__)


@notes.get("")
def index():
    me = caller()
    owner = whole_number(request.args.get("owner", str(me["id"])))
    sort, order = request.args.get("sort", "id"), request.args.get("order", "asc")
    if owner is None or not is_sorting(sort, order):
        raise ApiError(400, "invalid_request")
    if owner != me["id"] and me["role"] != "admin":
        raise ApiError(403, "forbidden")
    found = list_notes(owner, request.args.get("q", ""), sort, order)
    return jsonify([present_note(note) for note in found])


@notes.post("")
def create():
    me = caller()
    fields = json_body()
    title, body = fields.get("title"), fields.get("body", "")
    if not is_title(title) or not isinstance(body, str):
        raise ApiError(400, "invalid_request")
    return jsonify(present_note(create_note(me["id"], me["name"], title, body))), 201


@notes.get("/<note_id>")
def show(note_id: str):
    me = caller()
    note = find_note(known_id(note_id), me["id"])
    if note is None:
        raise ApiError(404, "not_found")
    return jsonify(present_note(note))


@notes.patch("/<note_id>")
def change(note_id: str):
    me = caller()
    number = known_id(note_id)
    changes = json_body()
    if "title" not in changes and "body" not in changes:
        raise ApiError(400, "invalid_request")
    if "title" in changes and not is_title(changes["title"]):
        raise ApiError(400, "invalid_request")
    if "body" in changes and not isinstance(changes["body"], str):
        raise ApiError(400, "invalid_request")
    note = update_note(number, me["id"], changes.get("title"), changes.get("body"))
    if note is None:
        raise ApiError(404, "not_found")
    return jsonify(present_note(note))


@notes.delete("/<note_id>")
def delete(note_id: str):
    me = caller()
    if not delete_note(known_id(note_id), me["id"]):
        raise ApiError(404, "not_found")
    return "", 204


def known_id(text: str) -> int:
    number = whole_number(text)
    if number is None:
        raise ApiError(404, "not_found")
    return number


def is_title(title: object) -> bool:
    return isinstance(title, str) and title != ""
