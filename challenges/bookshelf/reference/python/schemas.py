import re
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.alias_generators import to_camel

MAX_ID = 2**31 - 1


def check_isbn(isbn: str) -> str:
    if sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(isbn)) % 10:
        raise ValueError("has a wrong check digit")
    return isbn


def parse_day(value: object) -> date:
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        return date.fromisoformat(value)
    raise ValueError("must be a date as YYYY-MM-DD")


Id = Annotated[int, Field(strict=True, ge=1, le=MAX_ID)]
Isbn = Annotated[str, Field(pattern=r"^97[89][0-9]{10}$"), AfterValidator(check_isbn)]
Name = Annotated[str, Field(max_length=100, pattern=r"\S")]
Title = Annotated[str, Field(max_length=200, pattern=r"\S")]
Cents = Annotated[int, Field(strict=True, ge=0, le=1_000_000)]
Day = Annotated[date, BeforeValidator(parse_day)]


class Schema(BaseModel):
    """Snake case here, camel case for clients."""

    model_config = ConfigDict(alias_generator=to_camel, validate_by_name=True, validate_by_alias=True)


class NewAuthor(Schema):
    name: Name


class Author(Schema):
    id: int
    name: str
    book_count: int


class BookAuthor(Schema):
    id: int
    name: str


class NewBook(Schema):
    author_id: Id
    isbn: Isbn
    title: Title
    price_cents: Cents
    published_on: Day | None = None


class BookChange(Schema):
    """What is not given stays as it is: read it with `exclude_unset`."""

    version: Annotated[int, Field(strict=True)]
    author_id: Id = Field(default=None)
    isbn: Isbn = Field(default=None)
    title: Title = Field(default=None)
    price_cents: Cents = Field(default=None)
    published_on: Day | None = None


class Book(Schema):
    id: int
    isbn: str
    title: str
    author: BookAuthor
    published_on: date | None
    price_cents: int
    version: int


class BookQuery(Schema):
    limit: int = Field(default=20, ge=1, le=100)
    offset: int = Field(default=0, ge=0, le=1_000_000)
    sort: Literal["id", "-id", "title", "-title", "price", "-price"] = "id"
    author_id: int | None = None
    max_price_cents: int | None = Field(default=None, ge=0)
    q: str | None = None


class BookPage(Schema):
    items: list[Book]
    total: int
    limit: int
    offset: int
