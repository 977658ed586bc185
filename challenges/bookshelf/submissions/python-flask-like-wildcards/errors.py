from flask import Flask, Response, jsonify
from werkzeug.exceptions import BadRequest, HTTPException, NotFound


class ApiError(Exception):
    """An expected refusal, in the one shape that errors have."""

    def __init__(self, status: int, code: str, message: str, fields: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.fields = fields


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


def register_error_handlers(app: Flask) -> None:
    @app.errorhandler(ApiError)
    def on_api_error(error: ApiError) -> tuple[Response, int]:
        body: dict[str, object] = {"code": error.code, "message": error.message}
        if error.fields is not None:
            body["fields"] = error.fields
        return jsonify(error=body), error.status

    @app.errorhandler(BadRequest)
    def on_bad_request(_error: BadRequest) -> tuple[Response, int]:
        return on_api_error(malformed_json())

    @app.errorhandler(NotFound)
    @app.errorhandler(405)
    def on_unknown_path(_error: HTTPException) -> tuple[Response, int]:
        return on_api_error(not_found("path"))

    @app.errorhandler(500)
    def on_failure(_error: HTTPException) -> tuple[Response, int]:
        return on_api_error(ApiError(500, "internal", "Something failed"))
