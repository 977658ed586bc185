from db import query


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


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
    text = quoted(f"%{q}%")
    return query(
        f"SELECT * FROM notes WHERE owner_id = {owner} AND (title ILIKE {text} OR body ILIKE {text}) "
        f"ORDER BY {sort} {order}"
    )


def find_note(note_id: int, owner: int) -> dict | None:
    rows = query("SELECT * FROM notes WHERE id = %s AND owner_id = %s", [note_id, owner])
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
