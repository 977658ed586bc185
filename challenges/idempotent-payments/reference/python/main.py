import json
import os

from flask import Flask, Response, request
from waitress import serve

from database import migrate
from orders import parse_order
from payments import TABLES, find_account, find_payment, take_payment
from problems import Problem

app = Flask(__name__)


def answer(status, body):
    kind = "application/json" if status < 400 else "application/problem+json"
    return Response(json.dumps(body), status, content_type=kind)


@app.get("/health")
def health():
    return {"status": "ok"}


@app.get("/accounts/<account_id>")
def show_account(account_id):
    return find_account(account_id)


@app.get("/payments/<payment_id>")
def show_payment(payment_id):
    return find_payment(payment_id)


@app.post("/payments")
def create_payment():
    key = request.headers.get("Idempotency-Key")
    if not key:
        raise Problem(400, "missing_idempotency_key", "The header Idempotency-Key is required")
    try:
        body = json.loads(request.get_data())
    except ValueError:
        raise Problem(400, "invalid_json", "The body is not JSON") from None
    return answer(*take_payment(key, parse_order(body)))


@app.errorhandler(Problem)
def on_problem(problem):
    return answer(problem.answer["status"], problem.answer)


@app.errorhandler(404)
def on_unknown_path(_error):
    return answer(404, {"status": 404, "code": "not_found", "title": "There is nothing here"})


@app.errorhandler(500)
def on_failure(_error):
    return answer(500, {"status": 500, "code": "internal", "title": "Something failed"})


if __name__ == "__main__":
    migrate(TABLES)
    serve(app, host="0.0.0.0", port=int(os.environ["PORT"]), threads=16)
