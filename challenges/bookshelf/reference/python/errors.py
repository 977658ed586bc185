from fastapi.responses import JSONResponse


class ApiError(Exception):
    """An expected refusal, in the one shape that errors have."""

    def __init__(self, status: int, code: str, message: str, fields: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.fields = fields

    def response(self) -> JSONResponse:
        error: dict[str, object] = {"code": self.code, "message": self.message}
        if self.fields is not None:
            error["fields"] = self.fields
        return JSONResponse({"error": error}, self.status)


def not_found(what: str) -> ApiError:
    return ApiError(404, "not_found", f"There is no such {what}")


def malformed_json() -> ApiError:
    return ApiError(400, "malformed_json", "The body must be a JSON object")


def validation_failed(fields: dict[str, str]) -> ApiError:
    return ApiError(422, "validation_failed", "Some fields are not valid", fields)


def invalid_query(fields: dict[str, str]) -> ApiError:
    return ApiError(400, "invalid_query", "Some parameters are not valid", fields)


def isbn_taken() -> ApiError:
    return ApiError(409, "isbn_taken", "Another book has this ISBN")


def version_conflict() -> ApiError:
    return ApiError(409, "version_conflict", "The book has been changed by someone else")


def author_has_books() -> ApiError:
    return ApiError(409, "author_has_books", "The author still has books")
