class ApiError(Exception):
    """An expected refusal. The details become part of the answer."""

    def __init__(self, status: int, code: str, message: str, **details) -> None:
        super().__init__(message)
        self.status = status
        self.body = {"error": code, "message": message, **details}


def malformed_json() -> ApiError:
    return ApiError(400, "malformed_json", "The body is not JSON")


def invalid_request(message: str) -> ApiError:
    return ApiError(422, "invalid_request", message)


def not_found(what: str) -> ApiError:
    return ApiError(404, "not_found", f"There is no such {what}")


def unknown_seats(seats: list[str]) -> ApiError:
    return ApiError(422, "unknown_seats", "The show does not have these seats", seats=seats)


def seats_taken(seats: list[str]) -> ApiError:
    return ApiError(409, "seats_taken", "These seats are not free", seats=seats)


def already_booked() -> ApiError:
    return ApiError(409, "already_booked", "The hold is booked")


def over(status: str) -> ApiError:
    return ApiError(410, f"hold_{status}", f"The hold is {status}")
