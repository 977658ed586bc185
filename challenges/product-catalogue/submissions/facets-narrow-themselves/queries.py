import re
from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from errors import invalid_query

ATTRIBUTE = re.compile(r"attributes(\.[A-Za-z][A-Za-z0-9_-]{0,39})+")
NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?", re.ASCII)

Whole = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,9}\z"), AfterValidator(int)]


def facet_name(name: str) -> str:
    if name not in ("category", "tags") and not ATTRIBUTE.fullmatch(name):
        raise ValueError("is no field that can be counted")
    return name


class Filters(BaseModel):
    model_config = ConfigDict(extra="forbid")

    category: str | None = None
    tag: str | None = None
    minPrice: Whole | None = None
    maxPrice: Whole | None = None
    q: str | None = None

    def conditions(self) -> dict:
        conditions = {}
        if self.category is not None:
            conditions["category"] = self.category
        if self.tag is not None:
            conditions["tags"] = self.tag
        bounds = {"$gte": self.minPrice, "$lte": self.maxPrice}
        if price := {operator: bound for operator, bound in bounds.items() if bound is not None}:
            conditions["priceCents"] = price
        if self.q is not None:
            conditions["name"] = {"$regex": re.escape(self.q), "$options": "i"}
        return conditions


class Search(Filters):
    sort: Literal["sku", "-sku", "name", "-name", "price", "-price"] = "sku"
    limit: Annotated[Whole, Field(ge=1, le=100)] = 20
    offset: Annotated[Whole, Field(le=100_000)] = 0

    def order(self) -> list[tuple[str, int]]:
        field = {"sku": "_id", "name": "name", "price": "priceCents"}[self.sort.removeprefix("-")]
        direction = -1 if self.sort.startswith("-") else 1
        return [(field, direction)] if field == "_id" else [(field, direction), ("_id", 1)]


class Facets(Filters):
    facet: Annotated[list[Annotated[str, AfterValidator(facet_name)]], Field(min_length=1, max_length=5)]


def parse[T: Filters](schema: type[T], parameters: Iterable[tuple[str, str]]) -> tuple[T, dict]:
    """Reads the parameters, and gives them with the conditions of the search, each under the field that it is on."""
    given: dict[str, list[str]] = {}
    for name, value in parameters:
        given.setdefault(name, []).append(value)
    faulty = [name for name, values in given.items() if len(values) > 1 and name != "facet"]
    on_attributes = {name: values[0] for name, values in given.items() if ATTRIBUTE.fullmatch(name)}
    others = {
        name: values if name == "facet" else values[0] for name, values in given.items() if name not in on_attributes
    }
    try:
        query = schema.model_validate(others)
    except ValidationError as error:
        raise invalid_query([*faulty, *(str(fault["loc"][0]) for fault in error.errors())]) from None
    if faulty:
        raise invalid_query(faulty)
    written = {name: {"$in": values_written(text)} for name, text in on_attributes.items()}
    return query, {**query.conditions(), **written}


def values_written(text: str) -> list[str | int | float | bool]:
    """The values that a text may stand for: itself, and the number or boolean that is written like it."""
    if text in ("true", "false"):
        return [text, text == "true"]
    if NUMBER.fullmatch(text):
        return [text, float(text)]
    return [text]
