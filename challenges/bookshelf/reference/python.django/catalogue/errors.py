from django.http import Http404, HttpRequest, JsonResponse
from rest_framework import status
from rest_framework.exceptions import (
    APIException,
    MethodNotAllowed,
    ParseError,
    UnsupportedMediaType,
    ValidationError,
)
from rest_framework.response import Response
from rest_framework.settings import api_settings


class ApiError(APIException):
    """An expected refusal, in the one shape that errors have."""

    def __init__(
        self, status_code: int, code: str, message: str, fields: dict[str, str] | None = None
    ) -> None:
        super().__init__(message, code)
        self.status_code = status_code
        self.body = {"error": {"code": code, "message": message}}
        if fields is not None:
            self.body["error"]["fields"] = fields


def not_found(what: str) -> ApiError:
    return ApiError(status.HTTP_404_NOT_FOUND, "not_found", f"There is no such {what}")


def malformed_json() -> ApiError:
    return ApiError(status.HTTP_400_BAD_REQUEST, "malformed_json", "The body must be a JSON object")


def invalid_query(errors: dict[str, list[str]]) -> ApiError:
    return ApiError(
        status.HTTP_400_BAD_REQUEST, "invalid_query", "Some parameters are not valid", first_of_each(errors)
    )


def isbn_taken() -> ApiError:
    return ApiError(status.HTTP_409_CONFLICT, "isbn_taken", "Another book has this ISBN")


def version_conflict() -> ApiError:
    return ApiError(status.HTTP_409_CONFLICT, "version_conflict", "The book has been changed by someone else")


def author_has_books() -> ApiError:
    return ApiError(status.HTTP_409_CONFLICT, "author_has_books", "The author still has books")


def exception_handler(error: Exception, _context: object) -> Response | None:
    match error:
        case ApiError():
            refusal = error
        case ValidationError(detail=dict() as detail) if api_settings.NON_FIELD_ERRORS_KEY not in detail:
            refusal = ApiError(
                status.HTTP_422_UNPROCESSABLE_ENTITY,
                "validation_failed",
                "Some fields are not valid",
                first_of_each(detail),
            )
        case ValidationError() | ParseError() | UnsupportedMediaType():
            refusal = malformed_json()
        case Http404() | MethodNotAllowed():
            refusal = not_found("thing")
        case _:
            return None
    return Response(refusal.body, refusal.status_code)


def path_not_found(_request: HttpRequest, exception: Exception) -> JsonResponse:
    return JsonResponse(not_found("path").body, status=404)


def failure(_request: HttpRequest) -> JsonResponse:
    return JsonResponse({"error": {"code": "internal", "message": "Something failed"}}, status=500)


def first_of_each(errors: dict[str, list[str]]) -> dict[str, str]:
    return {field: str(messages[0]) for field, messages in errors.items()}
