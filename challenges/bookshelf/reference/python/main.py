import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

import uvicorn
from fastapi import FastAPI, Path, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

import authors
import books
from database import pool
from errors import ApiError, invalid_query, malformed_json, not_found, validation_failed
from schemas import MAX_ID, Author, Book, BookChange, BookPage, BookQuery, NewAuthor, NewBook


@asynccontextmanager
async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
    async with pool:
        yield


app = FastAPI(title="Bookshelf", lifespan=lifespan, redirect_slashes=False)

PathId = Annotated[int, Path(le=MAX_ID)]


@app.get("/health")
async def health() -> dict[str, str]:
    return {"status": "ok"}


@app.post("/authors", status_code=201)
async def create_author(author: NewAuthor, response: Response) -> Author:
    created = await authors.create_author(author.name)
    response.headers["Location"] = f"/authors/{created.id}"
    return created


@app.get("/authors/{author_id:int}")
async def show_author(author_id: PathId) -> Author:
    return await authors.find_author(author_id)


@app.delete("/authors/{author_id:int}", status_code=204)
async def delete_author(author_id: PathId) -> None:
    await authors.delete_author(author_id)


@app.get("/books")
async def list_books(query: Annotated[BookQuery, Query()]) -> BookPage:
    return await books.list_books(query)


@app.post("/books", status_code=201)
async def create_book(book: NewBook, response: Response) -> Book:
    created = await books.create_book(book)
    response.headers["Location"] = f"/books/{created.id}"
    return created


@app.get("/books/{book_id:int}")
async def show_book(book_id: PathId) -> Book:
    return await books.find_book(book_id)


@app.patch("/books/{book_id:int}")
async def change_book(book_id: PathId, change: BookChange) -> Book:
    return await books.change_book(book_id, change)


@app.delete("/books/{book_id:int}", status_code=204)
async def delete_book(book_id: PathId) -> None:
    await books.delete_book(book_id)


@app.exception_handler(ApiError)
async def on_api_error(_request: Request, error: ApiError) -> Response:
    return error.response()


@app.exception_handler(RequestValidationError)
async def on_validation_error(_request: Request, error: RequestValidationError) -> Response:
    return refusal(error).response()


@app.exception_handler(HTTPException)
async def on_http_exception(_request: Request, error: HTTPException) -> Response:
    """Unknown paths and methods, and bodies that are not even text."""
    return (malformed_json() if error.status_code == 400 else not_found("path")).response()


@app.exception_handler(500)
async def on_failure(_request: Request, _error: Exception) -> Response:
    return ApiError(500, "internal", "Something failed").response()


def refusal(error: RequestValidationError) -> ApiError:
    faults = error.errors()
    places = {fault["loc"][0] for fault in faults}
    if "path" in places:
        return not_found("path")
    if any(fault["type"] == "json_invalid" or fault["loc"] == ("body",) for fault in faults):
        return malformed_json()
    fields = {str(fault["loc"][1]): fault["msg"] for fault in faults}
    return invalid_query(fields) if "query" in places else validation_failed(fields)


if __name__ == "__main__":
    uvicorn.run(app, host="0.0.0.0", port=int(os.environ["PORT"]), log_level="warning")
