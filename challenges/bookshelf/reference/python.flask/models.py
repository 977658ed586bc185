from datetime import date

from sqlalchemy import ForeignKey, func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, column_property, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Book(Base):
    __tablename__ = "books"

    id: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("authors.id"))
    isbn: Mapped[str]
    title: Mapped[str]
    published_on: Mapped[date | None]
    price_cents: Mapped[int]
    version: Mapped[int] = mapped_column(default=1)
    author: Mapped["Author"] = relationship(lazy="joined", innerjoin=True)


class Author(Base):
    __tablename__ = "authors"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    book_count: Mapped[int] = column_property(
        select(func.count(Book.id)).where(Book.author_id == id).scalar_subquery(), deferred=True
    )
