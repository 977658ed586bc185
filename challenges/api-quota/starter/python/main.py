import os

from flask import Flask, request
from waitress import serve

from store import redis

app = Flask(__name__)


@app.get("/health")
def health():
    return {"status": "ok"}


@app.put("/clients/<client>/plan")
def put_plan(client):
    plan = {"limit": request.json["limit"], "windowMs": request.json["windowMs"]}
    redis.hset(f"plan:{client}", mapping=plan)
    return plan


@app.get("/clients/<client>/plan")
def get_plan(client):
    plan = redis.hgetall(f"plan:{client}")
    if not plan:
        return {"error": "no_plan", "message": "The client has no plan"}, 404
    return {"limit": int(plan["limit"]), "windowMs": int(plan["windowMs"])}


if __name__ == "__main__":
    serve(app, host="0.0.0.0", port=int(os.environ["PORT"]), threads=16)
