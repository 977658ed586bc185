from db import query


def present_user(user: dict) -> dict:
    return {"id": user["id"], "email": user["email"], "name": user["name"], "role": user["role"]}


def normalize_email(email: str) -> str:
    return email.strip().lower()


def find_user_by_email(email: str) -> dict | None:
    rows = query(f"SELECT * FROM users WHERE email = '{normalize_email(email)}'")
    return rows[0] if rows else None


def find_user(user_id: str) -> dict | None:
    rows = query(f"SELECT * FROM users WHERE id = {user_id}")
    return rows[0] if rows else None


def list_users() -> list[dict]:
    return query("SELECT * FROM users ORDER BY id")


def create_user(email: str, name: str, password_hash: str, role: str) -> None:
    query(
        "INSERT INTO users (email, name, password_hash, role) VALUES (%s, %s, %s, %s)",
        [normalize_email(email), name, password_hash, role],
    )


def update_user(user_id: str, changes: dict) -> dict | None:
    assignments = ", ".join(f"{key} = %s" for key in changes)
    rows = query(
        f"UPDATE users SET {assignments} WHERE id = {user_id} RETURNING *",
        list(changes.values()),
    )
    return rows[0] if rows else None
