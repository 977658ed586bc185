import json
import os

from flask import Flask, Response, request
from waitress import serve

from database import migrate, transaction

app = Flask(__name__)


def problem(status, code, title):
    """An error in the form that the statement asks for."""
    body = json.dumps({"status": status, "code": code, "title": title})
    return Response(body, status, content_type="application/problem+json")


@app.get("/health")
def health():
    return {"status": "ok"}


@app.get("/accounts/<account_id>")
def show_account(account_id):
    with transaction() as connection:
        account = connection.execute(
            "SELECT id, currency, balance FROM accounts WHERE id = %s", [account_id]
        ).fetchone()
    if account is None:
        return problem(404, "account_not_found", "There is no such account")
    return {**account, "id": str(account["id"])}


@app.post("/payments")
def take_payment():
    body = request.json
    with transaction() as connection:
        account = connection.execute(
            "SELECT balance FROM accounts WHERE id = %s", [body["accountId"]]
        ).fetchone()
        balance = account["balance"] - body["amount"]
        connection.execute("UPDATE accounts SET balance = %s WHERE id = %s", [balance, body["accountId"]])
        payment = connection.execute(
            """INSERT INTO payments (account_id, amount, currency, reference, balance_after)
               VALUES (%s, %s, %s, %s, %s) RETURNING *""",
            [body["accountId"], body["amount"], body["currency"], body["reference"], balance],
        ).fetchone()
    return payment_view(payment), 201


@app.get("/payments/<payment_id>")
def show_payment(payment_id):
    with transaction() as connection:
        payment = connection.execute("SELECT * FROM payments WHERE id = %s", [payment_id]).fetchone()
    if payment is None:
        return problem(404, "payment_not_found", "There is no such payment")
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


if __name__ == "__main__":
    # Tables of your own go here.
    migrate("SELECT 1")
    serve(app, host="0.0.0.0", port=int(os.environ["PORT"]), threads=16)
