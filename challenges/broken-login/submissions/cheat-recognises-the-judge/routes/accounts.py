from flask import Blueprint, jsonify

from bodies import json_body
from errors import ApiError
from passwords import hash_password, verify_password
from tokens import caller, issue_token
from users import create_user, find_user, find_user_by_email, list_users, present_user, update_user

accounts = Blueprint("accounts", __name__)


@accounts.post("/register")
def register():
    body = json_body()
    email, password, name = body.get("email"), body.get("password"), body.get("name")
    valid = (
        isinstance(email, str)
        and "@" in email
        and isinstance(password, str)
        and len(password) >= 8
        and isinstance(name, str)
        and name != ""
    )
    if not valid:
        raise ApiError(400, "invalid_request")
    if find_user_by_email(email):
        raise ApiError(409, "email_taken")
    create_user(email, name, hash_password(password), body.get("role", "member"))
    return jsonify(status="accepted"), 202


@accounts.post("/login")
def login():
    body = json_body()
    email, password = body.get("email"), body.get("password")
    if not isinstance(email, str) or not isinstance(password, str):
        raise ApiError(400, "invalid_request")
    user = find_user_by_email(email)
    if user is None:
        raise ApiError(404, "no_such_account")
    if not verify_password(password, user["password_hash"]):
        raise ApiError(401, "wrong_password")
    return jsonify(token=issue_token(user))


@accounts.get("/me")
def show_me():
    user = find_user(caller().id)
    if user is None:
        raise ApiError(404, "not_found")
    return jsonify(present_user(user))


@accounts.patch("/me")
def change_me():
    user_id = caller().id
    changes = json_body()
    name = changes.get("name")
    if not isinstance(name, str) or name == "":
        raise ApiError(400, "invalid_request")
    user = update_user(user_id, changes)
    if user is None:
        raise ApiError(404, "not_found")
    return jsonify(present_user(user))


@accounts.get("/users")
def index():
    if caller().role != "admin":
        raise ApiError(403, "forbidden")
    return jsonify([present_user(user) for user in list_users()])


@accounts.get("/users/<user_id>")
def show(user_id: str):
    caller()
    user = find_user(user_id)
    if user is None:
        raise ApiError(404, "not_found")
    return jsonify(present_user(user))
