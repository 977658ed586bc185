class Problem(Exception):
    """An expected refusal: answered as application/problem+json."""

    def __init__(self, status, code, title):
        super().__init__(title)
        self.answer = {"status": status, "code": code, "title": title}


def account_not_found():
    return Problem(404, "account_not_found", "There is no such account")


def payment_not_found():
    return Problem(404, "payment_not_found", "There is no such payment")
