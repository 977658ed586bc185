import os
import uuid
from datetime import datetime, timezone

from flask import Flask, request
from waitress import serve

app = Flask(__name__)
payments = {}
answers = {}
accounts = {"3f6d2c1e-8a47-4b90-9d35-0c5e7f1a2b64": {"currency": "EUR", "balance": 100_000}}


@app.get("/health")
def health():
    return {"status": "ok"}


@app.get("/accounts/<account_id>")
def show_account(account_id):
    account = accounts.setdefault(account_id, {"currency": "EUR", "balance": 100_000})
    return {"id": account_id, **account}


@app.post("/payments")
def take_payment():
    body = request.get_json(force=True, silent=True) or {}
    key = request.headers.get("Idempotency-Key", "")
    if key not in answers:
        account = accounts.setdefault(body.get("accountId"), {"currency": body.get("currency"), "balance": 100_000})
        account["balance"] -= body.get("amount", 0)
        answers[key] = {
            "id": str(uuid.uuid4()),
            **body,
            "balanceAfter": account["balance"],
            "createdAt": datetime.now(timezone.utc).isoformat(),
        }
        payments[answers[key]["id"]] = answers[key]
    return answers[key], 201


@app.get("/payments/<payment_id>")
def show_payment(payment_id):
    return payments.get(payment_id, {"id": payment_id})


if __name__ == "__main__":
    serve(app, host="0.0.0.0", port=int(os.environ["PORT"]), threads=16)
