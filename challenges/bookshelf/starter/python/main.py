import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse

from database import pool


@asynccontextmanager
async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
    async with pool:
        yield


app = FastAPI(lifespan=lifespan)


@app.get("/health")
async def health() -> dict[str, str]:
    return {"status": "ok"}


@app.get("/authors/{author_id}")
async def show_author(author_id: int) -> Response:
    async with pool.connection() as connection:
        cursor = await connection.execute(
            """SELECT id, name, (SELECT count(*) FROM books WHERE author_id = authors.id) AS "bookCount"
               FROM authors WHERE id = %s""",
            [author_id],
        )
        author = await cursor.fetchone()
    if author is None:
        return error(404, "not_found", "There is no such author")
    return JSONResponse(author)


@app.exception_handler(500)
async def on_failure(_request: Request, _error: Exception) -> Response:
    return error(500, "internal", "Something failed")


def error(status: int, code: str, message: str) -> JSONResponse:
    return JSONResponse({"error": {"code": code, "message": message}}, status)


if __name__ == "__main__":
    uvicorn.run(app, host="0.0.0.0", port=int(os.environ["PORT"]), log_level="warning")
