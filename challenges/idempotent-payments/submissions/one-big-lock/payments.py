from psycopg.types.json import Jsonb

from database import transaction
from orders import uuid_or_none
from problems import Problem, account_not_found, payment_not_found

TABLES = """
    CREATE TABLE IF NOT EXISTS idempotency_keys (
        key text PRIMARY KEY,
        request jsonb NOT NULL,
        status integer,
        answer jsonb
    )"""


def take_payment(key, order):
    """Takes a payment once for its key, and gives the answer's status and body.

    The key is inserted in the payment's own transaction, so a duplicate waits at that row until the first request has
    been committed, and then repeats its answer, or was rolled back, and then takes the payment itself.
    """
    with transaction() as connection:
        connection.execute("SELECT pg_advisory_xact_lock(815)")
        claimed = connection.execute(
            "INSERT INTO idempotency_keys (key, request) VALUES (%s, %s) ON CONFLICT (key) DO NOTHING",
            [key, Jsonb(order)],
        )
        if claimed.rowcount == 0:
            return earlier_answer(connection, key, order)
        status, answer = charge(connection, order)
        connection.execute(
            "UPDATE idempotency_keys SET status = %s, answer = %s WHERE key = %s", [status, Jsonb(answer), key]
        )
        return status, answer


def earlier_answer(connection, key, order):
    earlier = connection.execute(
        "SELECT request, status, answer FROM idempotency_keys WHERE key = %s", [key]
    ).fetchone()
    if earlier["request"] != order:
        raise Problem(422, "idempotency_key_reused", "The key was used for another payment")
    return earlier["status"], earlier["answer"]


def charge(connection, order):
    """A raised problem rolls the key back too, so that the corrected request may carry it."""
    account = connection.execute(
        "SELECT currency, balance FROM accounts WHERE id = %s FOR UPDATE", [order["accountId"]]
    ).fetchone()
    if account is None:
        raise account_not_found()
    if account["currency"] != order["currency"]:
        raise Problem(422, "currency_mismatch", "The account is in another currency")
    if account["balance"] < order["amount"]:
        return 422, {"status": 422, "code": "insufficient_funds", "title": "The account does not hold enough"}
    balance = account["balance"] - order["amount"]
    connection.execute("UPDATE accounts SET balance = %s WHERE id = %s", [balance, order["accountId"]])
    payment = connection.execute(
        """INSERT INTO payments (account_id, amount, currency, reference, balance_after)
           VALUES (%s, %s, %s, %s, %s) RETURNING *""",
        [order["accountId"], order["amount"], order["currency"], order["reference"], balance],
    ).fetchone()
    return 201, payment_view(payment)


def find_account(text):
    account_id = uuid_or_none(text)
    with transaction() as connection:
        account = connection.execute(
            "SELECT id, currency, balance FROM accounts WHERE id = %s", [account_id]
        ).fetchone()
    if account is None:
        raise account_not_found()
    return {**account, "id": str(account["id"])}


def find_payment(text):
    payment_id = uuid_or_none(text)
    with transaction() as connection:
        payment = connection.execute("SELECT * FROM payments WHERE id = %s", [payment_id]).fetchone()
    if payment is None:
        raise payment_not_found()
    return payment_view(payment)


def payment_view(row):
    return {
        "id": str(row["id"]),
        "accountId": str(row["account_id"]),
        "amount": row["amount"],
        "currency": row["currency"],
        "reference": row["reference"],
        "balanceAfter": row["balance_after"],
        "createdAt": row["created_at"].isoformat(),
    }
