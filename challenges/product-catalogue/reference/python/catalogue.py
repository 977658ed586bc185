from pymongo import ReturnDocument
from pymongo.errors import DuplicateKeyError

from database import products
from errors import not_found, revision_conflict, sku_taken
from schemas import NewProduct, ProductChange


def product_view(document: dict) -> dict:
    sku = document["_id"]
    return {"sku": sku, **{name: value for name, value in document.items() if name != "_id"}}


def load(sku: str) -> dict:
    product = products.find_one({"_id": sku})
    if product is None:
        raise not_found("product")
    return product


def create_product(new: NewProduct) -> dict:
    fields = new.model_dump()
    document = {"_id": fields.pop("sku"), **fields, "revision": 1}
    try:
        products.insert_one(document)
    except DuplicateKeyError:
        raise sku_taken() from None
    return product_view(document)


def change_product(sku: str, change: ProductChange) -> dict:
    """The attributes are merged here, and written only if the product is still the one that was read."""
    product = load(sku)
    revision = change["revision"]
    if product["revision"] != revision:
        raise revision_conflict()
    fields = {**change, "revision": revision + 1}
    if "attributes" in change:
        fields["attributes"] = merge(product["attributes"], change["attributes"])
    changed = products.find_one_and_update(
        {"_id": sku, "revision": revision}, {"$set": fields}, return_document=ReturnDocument.AFTER
    )
    if changed is None:
        raise revision_conflict()
    return product_view(changed)


def delete_product(sku: str) -> None:
    if products.delete_one({"_id": sku}).deleted_count == 0:
        raise not_found("product")


def merge(current: object, patch: dict) -> dict:
    """The attributes after a change, as a JSON merge patch (RFC 7396) has it."""
    merged = dict(current) if isinstance(current, dict) else {}
    for name, value in patch.items():
        if value is None:
            merged.pop(name, None)
        elif isinstance(value, dict):
            merged[name] = merge(merged.get(name), value)
        else:
            merged[name] = value
    return merged
