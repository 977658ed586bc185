from flask import request


def json_body() -> dict:
    """The request's JSON object; empty where there is none."""
    body = request.get_json(silent=True)
    return body if isinstance(body, dict) else {}
