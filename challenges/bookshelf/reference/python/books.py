from collections.abc import Iterator
from contextlib import contextmanager

from psycopg import AsyncConnection, sql
from psycopg.errors import ForeignKeyViolation, UniqueViolation
from psycopg.rows import class_row, scalar_row

from database import pool
from errors import isbn_taken, not_found, validation_failed, version_conflict
from schemas import Book, BookChange, BookPage, BookQuery, NewBook

SELECT_BOOKS = sql.SQL("""
    SELECT books.id, isbn, title, json_build_object('id', authors.id, 'name', authors.name) AS author,
           published_on, price_cents, version
    FROM books JOIN authors ON authors.id = author_id""")

ORDERS = {
    "id": sql.SQL("books.id"),
    "-id": sql.SQL("books.id DESC"),
    "title": sql.SQL("title, books.id"),
    "-title": sql.SQL("title DESC, books.id"),
    "price": sql.SQL("price_cents, books.id"),
    "-price": sql.SQL("price_cents DESC, books.id"),
}

FILTERS = {
    "author_id": sql.SQL("author_id = %(author_id)s"),
    "max_price_cents": sql.SQL("price_cents <= %(max_price_cents)s"),
    "q": sql.SQL("strpos(lower(title), lower(%(q)s)) > 0"),
}


async def list_books(query: BookQuery) -> BookPage:
    params = query.model_dump(exclude_none=True)
    conditions = [condition for name, condition in FILTERS.items() if name in params]
    where = sql.SQL(" WHERE ") + sql.SQL(" AND ").join([sql.SQL("true"), *conditions])
    order = sql.SQL(" ORDER BY ") + ORDERS[query.sort] + sql.SQL(" LIMIT %(limit)s OFFSET %(offset)s")

    async with pool.connection() as connection:
        async with connection.cursor(row_factory=scalar_row) as cursor:
            await cursor.execute(sql.SQL("SELECT count(*) FROM books") + where, params)
            total = await cursor.fetchone()
        async with connection.cursor(row_factory=class_row(Book)) as cursor:
            await cursor.execute(SELECT_BOOKS + where + order, params)
            items = await cursor.fetchall()
    return BookPage(items=items, total=total, limit=query.limit, offset=query.offset)


async def find_book(book_id: int) -> Book:
    async with pool.connection() as connection:
        return await fetch_book(connection, book_id)


async def create_book(book: NewBook) -> Book:
    async with pool.connection() as connection:
        with refusals():
            cursor = await connection.execute(
                """INSERT INTO books (author_id, isbn, title, published_on, price_cents)
                   VALUES (%(author_id)s, %(isbn)s, %(title)s, %(published_on)s, %(price_cents)s)
                   RETURNING id""",
                book.model_dump(),
            )
        [book_id] = await cursor.fetchone()
        return await fetch_book(connection, book_id)


async def change_book(book_id: int, change: BookChange) -> Book:
    """The version is compared by the statement that writes: the later of two changes finds no row."""
    fields = change.model_dump(exclude_unset=True, exclude={"version"})
    assignments = sql.SQL(", ").join(
        [
            sql.SQL("version = version + 1"),
            *(sql.SQL("{} = {}").format(sql.Identifier(name), sql.Placeholder(name)) for name in fields),
        ]
    )
    async with pool.connection() as connection:
        with refusals():
            update = sql.SQL("UPDATE books SET {} WHERE id = %(id)s AND version = %(expected)s")
            params = {**fields, "id": book_id, "expected": change.version}
            changed = await connection.execute(update.format(assignments), params)
        book = await fetch_book(connection, book_id)
    if changed.rowcount == 0:
        raise version_conflict()
    return book


async def delete_book(book_id: int) -> None:
    async with pool.connection() as connection:
        deleted = await connection.execute("DELETE FROM books WHERE id = %s", [book_id])
    if deleted.rowcount == 0:
        raise not_found("book")


async def fetch_book(connection: AsyncConnection, book_id: int) -> Book:
    async with connection.cursor(row_factory=class_row(Book)) as cursor:
        await cursor.execute(SELECT_BOOKS + sql.SQL(" WHERE books.id = %s"), [book_id])
        book = await cursor.fetchone()
    if book is None:
        raise not_found("book")
    return book


@contextmanager
def refusals() -> Iterator[None]:
    """Turns a violated constraint into the refusal that clients know."""
    try:
        yield
    except UniqueViolation:
        raise isbn_taken() from None
    except ForeignKeyViolation:
        raise validation_failed({"authorId": "must be the id of an author"}) from None
