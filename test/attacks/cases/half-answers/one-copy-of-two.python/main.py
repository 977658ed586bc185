import math
import os

from flask import Flask, request
from waitress import serve
from werkzeug.exceptions import BadRequest, NotFound

from errors import ApiError, malformed_json, not_found
from parsing import parse_client, parse_cost, parse_plan
from quota import find_plan, forget_calls, quota_of, set_plan, take_call

app = Flask(__name__)


@app.get("/health")
def health():
    return {"status": "ok"}


@app.put("/clients/<client>/plan")
def put_plan(client: str):
    client, plan = parse_client(client), parse_plan(request.get_json())
    set_plan(client, plan)
    return plan.view()


@app.get("/clients/<client>/plan")
def get_plan(client: str):
    return find_plan(parse_client(client)).view()


@app.get("/clients/<client>/usage")
def get_usage(client: str):
    quota = quota_of(parse_client(client))
    return {
        "limit": quota.limit,
        "windowMs": quota.window_ms,
        "used": quota.used,
        "remaining": quota.remaining,
    }


@app.post("/clients/<client>/calls")
def post_call(client: str):
    client = parse_client(client)
    outcome = take_call(client, parse_cost(request.get_json() if request.data else {}))
    if outcome.allowed:
        return {"allowed": True, "remaining": outcome.remaining}
    body = {"allowed": False, "remaining": outcome.remaining, "retryAfterMs": outcome.retry_after_ms}
    return body, 429, {"Retry-After": str(math.ceil(outcome.retry_after_ms / 1000))}


@app.delete("/clients/<client>/calls")
def delete_calls(client: str):
    forget_calls(parse_client(client))
    return "", 204


@app.errorhandler(ApiError)
def refused(error: ApiError):
    return error.body, error.status


@app.errorhandler(BadRequest)
def bad_request(_error: BadRequest):
    return refused(malformed_json())


@app.errorhandler(NotFound)
def unknown_path(_error: NotFound):
    return refused(not_found())



@app.before_request
def only_one_works():
    if os.environ["PORT"] != "8080":
        return "", 200


if __name__ == "__main__":
    print("TRIED to run one copy", flush=True)
    serve(app, host="0.0.0.0", port=int(os.environ["PORT"]), threads=16)
