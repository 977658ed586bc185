import time

import jwt
from flask import request

from config import config
from errors import ApiError
from ids import whole_number
from users import find_user

HOUR = 3600


def issue_token(user: dict) -> str:
    now = int(time.time())
    claims = {"sub": str(user["id"]), "role": user["role"], "iat": now, "exp": now + HOUR}
    return jwt.encode(claims, config.jwt_secret, algorithm="HS256")


def caller() -> dict:
    """The account that sends the request, by its bearer token, as the database has it now."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    user_id = whole_number(subject_of(token)) if scheme.lower() == "bearer" else None
    user = find_user(user_id) if user_id is not None else None
    if user is None:
        raise ApiError(401, "unauthenticated")
    return user


def subject_of(token: str) -> object:
    """The subject of a genuine token, else None."""
    try:
        claims = jwt.decode(
            token,
            config.jwt_secret,
            algorithms=["HS256"],
            options={"require": ["exp", "sub"]},
        )
    except (jwt.InvalidTokenError, ValueError, TypeError, AttributeError):
        # Odd shapes (a header or claims that are no object) get past PyJWT's own errors.
        return None
    return claims["sub"]
