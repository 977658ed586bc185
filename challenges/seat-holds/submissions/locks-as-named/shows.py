import re

from sqlalchemy import Connection, RowMapping, text

from errors import not_found

# Of a hold: it keeps its seats from others.
ACTIVE = "(holds.status = 'booked' OR (holds.status = 'held' AND holds.expires_at > UTC_TIMESTAMP(3)))"


def find_show(connection: Connection, show_id: str) -> RowMapping:
    if not re.fullmatch(r"[0-9]{1,9}", show_id):
        raise not_found("show")
    rows = connection.execute(text("SELECT id, title, hold_seconds FROM shows WHERE id = :id"), {"id": show_id})
    show = rows.mappings().first()
    if show is None:
        raise not_found("show")
    return show


def seats_of(connection: Connection, show: RowMapping) -> list[RowMapping]:
    """The seats of a show by id, each with the status of the hold that keeps it, if any."""
    rows = connection.execute(
        text(
            f"""
            SELECT id, label, price_cents,
                   (SELECT holds.status FROM hold_seats JOIN holds ON holds.id = hold_id
                    WHERE seat_id = seats.id AND {ACTIVE} LIMIT 1) AS status
            FROM seats WHERE show_id = :show ORDER BY id
            """
        ),
        {"show": show["id"]},
    )
    return list(rows.mappings())


def show_view(connection: Connection, show_id: str) -> dict:
    show = find_show(connection, show_id)
    seats = [
        {"label": seat["label"], "priceCents": seat["price_cents"], "status": seat["status"] or "free"}
        for seat in seats_of(connection, show)
    ]
    return {"id": show["id"], "title": show["title"], "seats": seats}
