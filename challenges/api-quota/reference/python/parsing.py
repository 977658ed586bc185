import re

from errors import invalid_request, not_found
from quota import Plan


def parse_client(name: str) -> str:
    """A client's name from a path."""
    if not re.fullmatch(r"[A-Za-z0-9_.:-]{1,40}", name):
        raise not_found()
    return name


def parse_plan(body: object) -> Plan:
    fields = parse_object(body)
    return Plan(whole(fields, "limit", 1, 1_000), whole(fields, "windowMs", 100, 3_600_000))


def parse_cost(body: object) -> int:
    fields = {"cost": 1, **parse_object(body)}
    return whole(fields, "cost", 1)


def parse_object(body: object) -> dict:
    if not isinstance(body, dict):
        raise invalid_request("The body must be an object")
    return body


def whole(fields: dict, name: str, low: int, high: int | None = None) -> int:
    value = fields.get(name)
    # A boolean is an integer to Python, but not to JSON.
    if type(value) is not int or value < low or (high is not None and value > high):
        bounds = f"from {low} to {high}" if high is not None else f"of at least {low}"
        raise invalid_request(f"{name} must be a whole number {bounds}")
    return value
