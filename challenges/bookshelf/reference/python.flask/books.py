from collections.abc import Iterator
from contextlib import contextmanager

from flask import Blueprint, Response
from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session as OrmSession

from database import Session, violates
from errors import isbn_taken, not_found, validation_failed, version_conflict
from models import Book
from validation import BOOK, BOOK_CHANGE, MAX_INTEGER, body, query

books = Blueprint("books", __name__, url_prefix="/books")

COLUMNS = {
    "authorId": "author_id",
    "isbn": "isbn",
    "title": "title",
    "priceCents": "price_cents",
    "publishedOn": "published_on",
}
SORTED_BY = {"id": Book.id, "title": Book.title, "price": Book.price_cents}


@books.get("")
def list_books() -> dict:
    wanted = query()
    conditions = []
    if "authorId" in wanted:
        conditions.append(Book.author_id == wanted["authorId"])
    if "maxPriceCents" in wanted:
        conditions.append(Book.price_cents <= wanted["maxPriceCents"])
    if "q" in wanted:
        conditions.append(Book.title.icontains(wanted["q"], autoescape=True))
    column = SORTED_BY[wanted["sort"].removeprefix("-")]
    order = column.desc() if wanted["sort"].startswith("-") else column
    limit, offset = wanted["limit"], wanted["offset"]

    with Session() as session:
        total = session.scalar(select(func.count()).select_from(Book).where(*conditions))
        page = select(Book).where(*conditions).order_by(order, Book.id).limit(limit).offset(offset)
        items = [book_view(book) for book in session.scalars(page)]
    return {"items": items, "total": total, "limit": limit, "offset": offset}


@books.post("")
def create_book() -> tuple[dict, int, dict]:
    given = body(BOOK, required=BOOK.keys() - {"publishedOn"})
    with refusals(), Session.begin() as session:
        book = Book(**{COLUMNS[name]: value for name, value in given.items()})
        session.add(book)
        session.flush()
        view = book_view(book)
    return view, 201, {"Location": f"/books/{view['id']}"}


@books.get(f"/<int(max={MAX_INTEGER}):book_id>")
def show_book(book_id: int) -> dict:
    with Session() as session:
        return book_view(find_book(session, book_id))


@books.patch(f"/<int(max={MAX_INTEGER}):book_id>")
def change_book(book_id: int) -> dict:
    """The version is compared by the statement that writes: the later of two changes finds no row."""
    given = body(BOOK_CHANGE, required={"version"})
    version = given.pop("version")
    with refusals(), Session.begin() as session:
        changed = session.execute(
            update(Book)
            .where(Book.id == book_id, Book.version == version)
            .values({COLUMNS[name]: value for name, value in given.items()} | {"version": Book.version + 1})
            .execution_options(synchronize_session=False)
        ).rowcount
        book = find_book(session, book_id)
        if not changed:
            raise version_conflict()
        return book_view(book)


@books.delete(f"/<int(max={MAX_INTEGER}):book_id>")
def delete_book(book_id: int) -> Response:
    with Session.begin() as session:
        deleted = session.execute(delete(Book).where(Book.id == book_id)).rowcount
    if not deleted:
        raise not_found("book")
    return Response(status=204)


def find_book(session: OrmSession, book_id: int) -> Book:
    book = session.get(Book, book_id)
    if book is None:
        raise not_found("book")
    return book


def book_view(book: Book) -> dict:
    return {
        "id": book.id,
        "isbn": book.isbn,
        "title": book.title,
        "author": {"id": book.author.id, "name": book.author.name},
        "publishedOn": book.published_on and book.published_on.isoformat(),
        "priceCents": book.price_cents,
        "version": book.version,
    }


@contextmanager
def refusals() -> Iterator[None]:
    """Turns a violated constraint into the refusal that clients know."""
    try:
        yield
    except IntegrityError as error:
        if violates(error, "books_isbn_key"):
            raise isbn_taken() from None
        if violates(error, "books_author_id_fkey"):
            raise validation_failed({"authorId": "must be the id of an author"}) from None
        raise
