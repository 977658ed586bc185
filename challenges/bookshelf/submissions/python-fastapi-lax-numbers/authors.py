from psycopg.errors import ForeignKeyViolation
from psycopg.rows import class_row

from database import pool
from errors import author_has_books, not_found
from schemas import Author


async def create_author(name: str) -> Author:
    async with pool.connection() as connection, connection.cursor(row_factory=class_row(Author)) as cursor:
        await cursor.execute(
            "INSERT INTO authors (name) VALUES (%s) RETURNING id, name, 0 AS book_count", [name]
        )
        return await cursor.fetchone()


async def find_author(author_id: int) -> Author:
    async with pool.connection() as connection, connection.cursor(row_factory=class_row(Author)) as cursor:
        await cursor.execute(
            """SELECT id, name, (SELECT count(*) FROM books WHERE author_id = authors.id) AS book_count
               FROM authors WHERE id = %s""",
            [author_id],
        )
        author = await cursor.fetchone()
    if author is None:
        raise not_found("author")
    return author


async def delete_author(author_id: int) -> None:
    async with pool.connection() as connection:
        try:
            deleted = await connection.execute("DELETE FROM authors WHERE id = %s", [author_id])
        except ForeignKeyViolation:
            raise author_has_books() from None
    if deleted.rowcount == 0:
        raise not_found("author")
