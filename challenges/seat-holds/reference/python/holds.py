from uuid import uuid4

from sqlalchemy import Connection, bindparam, text

from errors import already_booked, not_found, over, seats_taken, unknown_seats
from hold_request import HoldRequest
from shows import ACTIVE, find_show, seats_of


def create_hold(connection: Connection, show_id: str, request: HoldRequest) -> dict:
    show = find_show(connection, show_id)
    wanted = [seat for seat in seats_of(connection, show) if seat["label"] in request.seats]
    known = {seat["label"] for seat in wanted}
    if unknown := [label for label in request.seats if label not in known]:
        raise unknown_seats(unknown)

    seat_ids = [seat["id"] for seat in wanted]
    total_cents = lock_seats(connection, seat_ids)
    taken = taken_seats(connection, seat_ids)
    if taken:
        raise seats_taken([seat["label"] for seat in wanted if seat["id"] in taken])

    hold_id = str(uuid4())
    connection.execute(
        text(
            """
            INSERT INTO holds (id, show_id, customer, total_cents, expires_at)
            VALUES (:id, :show, :customer, :total, UTC_TIMESTAMP(3) + INTERVAL :seconds SECOND)
            """
        ),
        {
            "id": hold_id,
            "show": show["id"],
            "customer": request.customer,
            "total": total_cents,
            "seconds": show["hold_seconds"],
        },
    )
    connection.execute(
        text("INSERT INTO hold_seats (hold_id, seat_id) VALUES (:hold, :seat)"),
        [{"hold": hold_id, "seat": seat_id} for seat_id in seat_ids],
    )
    return find_hold(connection, hold_id)


def confirm_hold(connection: Connection, hold_id: str) -> dict:
    hold = lock_hold(connection, hold_id)
    match hold["status"]:
        case "booked":
            return hold
        case "expired" | "released" as status:
            raise over(status)
    set_status(connection, hold_id, "booked")
    return {**hold, "status": "booked"}


def release_hold(connection: Connection, hold_id: str) -> None:
    match lock_hold(connection, hold_id)["status"]:
        case "booked":
            raise already_booked()
        case "expired" | "released" as status:
            raise over(status)
    set_status(connection, hold_id, "released")


def find_hold(connection: Connection, hold_id: str) -> dict:
    rows = connection.execute(
        text(
            """
            SELECT holds.*, seats.label, expires_at <= UTC_TIMESTAMP(3) AS ended
            FROM holds JOIN hold_seats ON hold_id = holds.id JOIN seats ON seats.id = seat_id
            WHERE holds.id = :id ORDER BY seats.id
            """
        ),
        {"id": hold_id},
    ).all()
    if not rows:
        raise not_found("hold")
    hold = rows[0]
    return {
        "id": hold.id,
        "showId": hold.show_id,
        "customer": hold.customer,
        "seats": [row.label for row in rows],
        "totalCents": hold.total_cents,
        "status": "expired" if hold.status == "held" and hold.ended else hold.status,
        "expiresAt": hold.expires_at.isoformat(timespec="milliseconds") + "Z",
    }


def set_status(connection: Connection, hold_id: str, status: str) -> None:
    connection.execute(text("UPDATE holds SET status = :status WHERE id = :id"), {"id": hold_id, "status": status})


def lock_seats(connection: Connection, seat_ids: list[int]) -> int:
    """Locks seats one by one by ascending id, so that requests never wait in a circle. Gives their price."""
    lock = text("SELECT price_cents FROM seats WHERE id = :id FOR UPDATE")
    return sum(connection.execute(lock, {"id": seat_id}).scalar_one() for seat_id in sorted(seat_ids))


def taken_seats(connection: Connection, seat_ids: list[int]) -> set[int]:
    """Those of the seats that are not free. A hold that is just being confirmed is waited for, and read afterwards."""
    holds = "FROM hold_seats JOIN holds ON holds.id = hold_id WHERE seat_id IN :seats"
    seats = bindparam("seats", seat_ids, expanding=True)
    connection.execute(text(f"SELECT holds.id {holds} LOCK IN SHARE MODE").bindparams(seats))
    return set(connection.execute(text(f"SELECT seat_id {holds} AND {ACTIVE}").bindparams(seats)).scalars())


def lock_hold(connection: Connection, hold_id: str) -> dict:
    """Reads the hold once nobody else works on it. The lock comes first: the time that counts is the one after the wait."""
    connection.execute(text("SELECT id FROM holds WHERE id = :id FOR UPDATE"), {"id": hold_id})
    return find_hold(connection, hold_id)
