import re

from db import query


def present_note(note: dict) -> dict:
    return {
        "id": note["id"],
        "ownerId": note["owner_id"],
        "author": note["author"],
        "title": note["title"],
        "body": note["body"],
        "createdAt": note["created_at"].isoformat(),
    }


def list_notes(owner: str, q: str | None, sort: str, order: str) -> list[dict]:
    where = [f"owner_id = {owner}"]
    if q:
        where.append(f"(title ILIKE '%{q}%' OR body ILIKE '%{q}%')")
    return query(f"SELECT * FROM notes WHERE {' AND '.join(where)} ORDER BY {sort} {order}")


def find_note(note_id: str) -> dict | None:
    rows = query(f"SELECT * FROM notes WHERE id = {note_id}")
    return rows[0] if rows else None


def create_note(owner_id: object, author: str, title: str, body: str) -> dict:
    values = f"(%s, '{author.replace('%', '%%')}', %s, %s)"
    rows = query(
        f"INSERT INTO notes (owner_id, author, title, body) VALUES {values} RETURNING *",
        [owner_id, title, body],
    )
    return rows[0]


def update_note(note_id: str, changes: dict) -> dict | None:
    """Keys come as the API spells them: ownerId is the column owner_id."""
    keys = [re.sub(r"[A-Z]", lambda letter: "_" + letter[0].lower(), key) for key in changes]
    assignments = ", ".join(f"{key} = %s" for key in keys)
    rows = query(
        f"UPDATE notes SET {assignments} WHERE id = {note_id} RETURNING *",
        list(changes.values()),
    )
    return rows[0] if rows else None


def delete_note(note_id: str) -> bool:
    return query(f"DELETE FROM notes WHERE id = {note_id} RETURNING id") != []
