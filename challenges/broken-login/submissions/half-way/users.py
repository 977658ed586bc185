from db import query


def present_user(user: dict) -> dict:
    return {"id": user["id"], "email": user["email"], "name": user["name"], "role": user["role"]}


def normalize_email(email: str) -> str:
    return email.strip().lower()


def find_user_by_email(email: str) -> dict | None:
    rows = query("SELECT * FROM users WHERE email = %s", [normalize_email(email)])
    return rows[0] if rows else None


def find_user(user_id: int) -> dict | None:
    rows = query("SELECT * FROM users WHERE id = %s", [user_id])
    return rows[0] if rows else None


def list_users() -> list[dict]:
    return query("SELECT * FROM users ORDER BY id")


def create_user(email: str, name: str, password_hash: str) -> None:
    """Creates a member. An address that has an account already is left as it is."""
    query(
        "INSERT INTO users (email, name, password_hash) VALUES (%s, %s, %s) ON CONFLICT (email) DO NOTHING",
        [normalize_email(email), name, password_hash],
    )


def rename_user(user_id: int, name: str) -> dict | None:
    rows = query("UPDATE users SET name = %s WHERE id = %s RETURNING *", [name, user_id])
    return rows[0] if rows else None
