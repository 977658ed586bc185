import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from flask import request

from errors import invalid_query, malformed_json, validation_failed

MAX_INTEGER = 2**31 - 1

Check = Callable[[Any], Any]


def text(max_length: int) -> Check:
    def check(value: object) -> str:
        if not isinstance(value, str) or not value.strip() or len(value) > max_length:
            raise ValueError(f"must be a text of 1 to {max_length} characters")
        return value

    return check


def whole_number(low: int, high: int) -> Check:
    def check(value: object) -> int:
        # bool is an int in Python, and true is no number.
        if type(value) is not int or not low <= value <= high:
            raise ValueError(f"must be a whole number from {low} to {high}")
        return value

    return check


def isbn(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"97[89][0-9]{10}", value):
        raise ValueError("must be 13 digits that start with 978 or 979")
    if sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(value)) % 10:
        raise ValueError("has a wrong check digit")
    return value


def day(value: object) -> date | None:
    if value is None:
        return None
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise ValueError("must be a date as YYYY-MM-DD")
    return date.fromisoformat(value)


AUTHOR = {"name": text(100)}
BOOK = {
    "authorId": whole_number(1, MAX_INTEGER),
    "isbn": isbn,
    "title": text(200),
    "priceCents": whole_number(0, 1_000_000),
    "publishedOn": day,
}
BOOK_CHANGE = BOOK | {"version": whole_number(-MAX_INTEGER, MAX_INTEGER)}


def digits(low: int, high: int | None = None) -> Check:
    """A query parameter comes as text. Without a bound, more than a column can hold counts as all it can."""

    def check(value: str) -> int:
        if not re.fullmatch(r"[0-9]+", value) or int(value) < low or (high is not None and int(value) > high):
            raise ValueError(f"must be a whole number from {low}" + ("" if high is None else f" to {high}"))
        return min(int(value), MAX_INTEGER)

    return check


def sort_order(value: str) -> str:
    if value not in ("id", "-id", "title", "-title", "price", "-price"):
        raise ValueError("must be id, title or price, with - in front for descending order")
    return value


QUERY: dict[str, Check] = {
    "limit": digits(1, 100),
    "offset": digits(0, 1_000_000),
    "sort": sort_order,
    "authorId": digits(0),
    "maxPriceCents": digits(0),
    "q": str,
}


def body(checks: Mapping[str, Check], required: set[str]) -> dict[str, Any]:
    """The fields of the request's body that `checks` names and the body holds."""
    given = request.get_json(force=True)
    if not isinstance(given, dict):
        raise malformed_json()
    values, faults = checked(given, checks)
    faults |= {name: "is required" for name in required - given.keys()}
    if faults:
        raise validation_failed(faults)
    return values


def query() -> dict[str, Any]:
    values, faults = checked(request.args, QUERY)
    if faults:
        raise invalid_query(faults)
    return {"limit": 20, "offset": 0, "sort": "id"} | values


def checked(given: Mapping[str, Any], checks: Mapping[str, Check]) -> tuple[dict[str, Any], dict[str, str]]:
    values: dict[str, Any] = {}
    faults: dict[str, str] = {}
    for name in checks.keys() & given.keys():
        try:
            values[name] = checks[name](given[name])
        except ValueError as error:
            faults[name] = str(error)
    return values, faults
