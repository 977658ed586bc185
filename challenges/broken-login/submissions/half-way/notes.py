from db import query

# What may stand in ORDER BY, which takes no parameters.
SORTS = ("id", "title")
ORDERS = ("asc", "desc")


def is_sorting(sort: str, order: str) -> bool:
    return sort in SORTS and order in ORDERS


def present_note(note: dict) -> dict:
    return {
        "id": note["id"],
        "ownerId": note["owner_id"],
        "author": note["author"],
        "title": note["title"],
        "body": note["body"],
        "createdAt": note["created_at"].isoformat(),
    }


def list_notes(owner: int, q: str, sort: str, order: str) -> list[dict]:
    """Raises when the sorting is none: is_sorting is to be asked first."""
    if not is_sorting(sort, order):
        raise ValueError("unknown sorting")
    return query(
        f"""
        SELECT * FROM notes
        WHERE owner_id = %s AND (strpos(lower(title), lower(%s)) > 0 OR strpos(lower(body), lower(%s)) > 0)
        ORDER BY {sort} {order}, id
        """,
        [owner, q, q],
    )


def find_note(note_id: int) -> dict | None:
    rows = query("SELECT * FROM notes WHERE id = %s", [note_id])
    return rows[0] if rows else None


def create_note(owner: int, author: str, title: str, body: str) -> dict:
    rows = query(
        "INSERT INTO notes (owner_id, author, title, body) VALUES (%s, %s, %s, %s) RETURNING *",
        [owner, author, title, body],
    )
    return rows[0]


def update_note(note_id: int, owner: int, title: str | None, body: str | None) -> dict | None:
    """What is None stays as it is."""
    rows = query(
        """
        UPDATE notes SET title = coalesce(%s, title), body = coalesce(%s, body)
        WHERE id = %s AND owner_id = %s RETURNING *
        """,
        [title, body, note_id, owner],
    )
    return rows[0] if rows else None


def delete_note(note_id: int, owner: int) -> bool:
    return query("DELETE FROM notes WHERE id = %s AND owner_id = %s RETURNING id", [note_id, owner]) != []
