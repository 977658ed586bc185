from collections.abc import Iterable


class ApiError(Exception):
    """An expected refusal; `fields` names what is wrong."""

    def __init__(self, status: int, code: str, message: str, fields: Iterable[str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.error = {"code": code, "message": message}
        if fields is not None:
            self.error["fields"] = sorted(set(fields))


def not_found(what: str) -> ApiError:
    return ApiError(404, "not_found", f"There is no such {what}")


def sku_taken() -> ApiError:
    return ApiError(409, "sku_taken", "There is a product with this SKU")


def revision_conflict() -> ApiError:
    return ApiError(409, "revision_conflict", "The product has been changed by someone else")


def malformed_json() -> ApiError:
    return ApiError(400, "malformed_json", "The body must be a JSON object")


def invalid_product(fields: Iterable[str]) -> ApiError:
    return ApiError(422, "invalid_product", "Some fields are not valid", fields)


def invalid_query(fields: Iterable[str]) -> ApiError:
    return ApiError(400, "invalid_query", "Some parameters are not valid", fields)
