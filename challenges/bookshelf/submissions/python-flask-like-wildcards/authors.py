from flask import Blueprint, Response
from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import undefer

from database import Session
from errors import author_has_books, not_found
from models import Author
from validation import AUTHOR, MAX_INTEGER, body

authors = Blueprint("authors", __name__, url_prefix="/authors")


@authors.post("")
def create_author() -> tuple[dict, int, dict]:
    with Session.begin() as session:
        author = Author(name=body(AUTHOR, {"name"})["name"])
        session.add(author)
        session.flush()
        view = {"id": author.id, "name": author.name, "bookCount": 0}
    return view, 201, {"Location": f"/authors/{view['id']}"}


@authors.get(f"/<int(max={MAX_INTEGER}):author_id>")
def show_author(author_id: int) -> dict:
    with Session() as session:
        author = session.get(Author, author_id, options=[undefer(Author.book_count)])
        if author is None:
            raise not_found("author")
        return {"id": author.id, "name": author.name, "bookCount": author.book_count}


@authors.delete(f"/<int(max={MAX_INTEGER}):author_id>")
def delete_author(author_id: int) -> Response:
    try:
        with Session.begin() as session:
            deleted = session.execute(delete(Author).where(Author.id == author_id)).rowcount
    except IntegrityError:
        raise author_has_books() from None
    if not deleted:
        raise not_found("author")
    return Response(status=204)
