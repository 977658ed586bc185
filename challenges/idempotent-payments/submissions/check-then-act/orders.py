import re
from uuid import UUID

from problems import Problem

UUID_FORM = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def uuid_or_none(text):
    return UUID(text) if isinstance(text, str) and UUID_FORM.fullmatch(text) else None


def parse_order(body):
    """Checks what a client sent, and gives the payment's four fields."""
    if not isinstance(body, dict):
        raise invalid("The body must be an object")
    account_id = uuid_or_none(body.get("accountId"))
    amount, currency, reference = (body.get(name) for name in ("amount", "currency", "reference"))
    if account_id is None:
        raise invalid('"accountId" must be a UUID')
    # bool is an int in Python, and true is no amount.
    if type(amount) is not int or not 1 <= amount <= 1_000_000_000:
        raise invalid('"amount" must be a whole number from 1 to 1000000000')
    if not isinstance(currency, str) or not re.fullmatch("[A-Z]{3}", currency):
        raise invalid('"currency" must be three capital letters')
    if not isinstance(reference, str) or not 1 <= len(reference) <= 140:
        raise invalid('"reference" must be a text of 1 to 140 characters')
    return {"accountId": str(account_id), "amount": amount, "currency": currency, "reference": reference}


def invalid(title):
    return Problem(400, "invalid_request", title)
