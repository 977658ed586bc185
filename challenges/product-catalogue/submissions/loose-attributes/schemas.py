from typing import Annotated, NotRequired, TypedDict

from pydantic import AfterValidator, BaseModel, Field, StrictInt, StringConstraints


def all_different(tags: list[str]) -> list[str]:
    if len(set(tags)) < len(tags):
        raise ValueError("must be different tags")
    return tags


Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,40}\z")]
Name = Annotated[str, StringConstraints(min_length=1, max_length=100)]
Price = Annotated[StrictInt, Field(ge=0, le=10_000_000)]
Tags = Annotated[list[Slug], Field(max_length=20), AfterValidator(all_different)]

Attributes = dict
AttributesPatch = dict


class NewProduct(BaseModel):
    sku: Slug
    name: Name
    category: Slug
    priceCents: Price
    tags: Tags = []
    attributes: Attributes = {}


class ProductChange(TypedDict):
    revision: StrictInt
    name: NotRequired[Name]
    category: NotRequired[Slug]
    priceCents: NotRequired[Price]
    tags: NotRequired[Tags]
    attributes: NotRequired[AttributesPatch]
