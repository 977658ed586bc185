from flask import Blueprint, jsonify

from bodies import json_body
from errors import ApiError
from ids import whole_number
from login_limiter import begin_login, login_succeeded
from passwords import hash_password, verify_password
from tokens import caller, issue_token
from users import create_user, find_user, find_user_by_email, list_users, present_user, rename_user

accounts = Blueprint("accounts", __name__)

# Verified for addresses without an account, so that these take as long as the others.
NOBODYS_HASH = hash_password("nobody has this password")


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
    create_user(email, name, hash_password(password))
    return jsonify(status="accepted"), 202


@accounts.post("/login")
def login():
    body = json_body()
    email, password = body.get("email"), body.get("password")
    if not isinstance(email, str) or not isinstance(password, str):
        raise ApiError(400, "invalid_request")
    wait = begin_login(email)
    if wait is not None:
        return jsonify(error="too_many_attempts"), 429, {"Retry-After": str(wait)}
    user = find_user_by_email(email)
    matches = verify_password(password, user["password_hash"] if user else NOBODYS_HASH)
    if user is None or not matches:
        raise ApiError(401, "invalid_credentials")
    login_succeeded(email)
    return jsonify(token=issue_token(user))


@accounts.get("/me")
def show_me():
    return jsonify(present_user(caller()))


@accounts.patch("/me")
def change_me():
    me = caller()
    name = json_body().get("name")
    if not isinstance(name, str) or name == "":
        raise ApiError(400, "invalid_request")
    user = rename_user(me["id"], name)
    if user is None:
        raise ApiError(401, "unauthenticated")
    return jsonify(present_user(user))


@accounts.get("/users")
def index():
    if caller()["role"] != "admin":
        raise ApiError(403, "forbidden")
    return jsonify([present_user(user) for user in list_users()])


@accounts.get("/users/<user_id>")
def show(user_id: str):
    me = caller()
    number = whole_number(user_id)
    visible = number is not None and (number == me["id"] or me["role"] == "admin")
    user = find_user(number) if visible else None
    if user is None:
        raise ApiError(404, "not_found")
    return jsonify(present_user(user))
