from catalogue import product_view
from database import products
from queries import Facets, Search


def search_products(query: Search, conditions: dict) -> dict:
    found = products.find(conditions).sort(query.order()).skip(query.offset).limit(query.limit)
    return {"items": [product_view(product) for product in found], "total": products.count_documents(conditions)}


def count_facets(query: Facets, conditions: dict) -> dict:
    return {
        "total": products.count_documents(conditions),
        "facets": {name: count_values(name, conditions) for name in query.facet},
    }


def count_values(field: str, conditions: dict) -> list[dict]:
    """Counts the values of a field."""
    pipeline = [
        {"$match": {field: {"$exists": True}, **conditions}},
        *([{"$unwind": "$tags"}] if field == "tags" else []),
        {"$group": {"_id": f"${field}", "count": {"$sum": 1}}},
    ]
    groups = [group for group in products.aggregate(pipeline) if isinstance(group["_id"], str | int | float)]
    groups.sort(key=lambda group: (-group["count"], rank(group["_id"]), group["_id"]))
    return [{"value": group["_id"], "count": group["count"]} for group in groups]


def rank(value: str | float | bool) -> int:
    """Numbers come before texts, texts before booleans (which Python counts among the numbers)."""
    if isinstance(value, bool):
        return 2
    return 1 if isinstance(value, str) else 0
