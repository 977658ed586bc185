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
    return Plan(whole(fields, "limit"), whole(fields, "windowMs"))


def parse_cost(body: object) -> int:
    fields = {"cost": 1, **parse_object(body)}
    return whole(fields, "cost")


def parse_object(body: object) -> dict:
    if not isinstance(body, dict):
        raise invalid_request("The body must be an object")
    return body


def whole(fields: dict, name: str) -> int:
    value = fields.get(name)
    if value is None:
        raise invalid_request(f"{name} must be given")
    return int(value)
