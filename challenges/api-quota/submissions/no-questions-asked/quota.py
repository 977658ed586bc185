from typing import NamedTuple

from errors import cost_too_high, no_plan
from quota_script import run_quota
from store import redis


class Plan(NamedTuple):
    limit: int
    window_ms: int

    def view(self) -> dict:
        return {"limit": self.limit, "windowMs": self.window_ms}


class Quota(NamedTuple):
    """What the script tells: the plan, what is used, and how long to wait until the cost fits in."""

    limit: int
    window_ms: int
    used: int
    wait_ms: int

    @property
    def remaining(self) -> int:
        return max(0, self.limit - self.used)


class Outcome(NamedTuple):
    allowed: bool
    remaining: int
    retry_after_ms: int = 0


def plan_key(client: str) -> str:
    return f"plan:{client}"


def calls_key(client: str) -> str:
    return f"calls:{client}"


def set_plan(client: str, plan: Plan) -> None:
    redis.hset(plan_key(client), mapping=plan.view())


def find_plan(client: str) -> Plan:
    fields = redis.hgetall(plan_key(client))
    if not fields:
        raise no_plan()
    return Plan(int(fields["limit"]), int(fields["windowMs"]))


def quota_of(client: str, cost: int = 0) -> Quota:
    reply = run_quota(keys=[plan_key(client), calls_key(client)], args=[cost])
    if reply is None:
        raise no_plan()
    return Quota(*reply)


def take_call(client: str, cost: int) -> Outcome:
    quota = quota_of(client, cost)
    if cost > quota.limit:
        raise cost_too_high()
    if quota.used + cost <= quota.limit:
        return Outcome(True, quota.remaining - cost)
    return Outcome(False, quota.remaining, quota.wait_ms)


def forget_calls(client: str) -> None:
    find_plan(client)
    redis.delete(calls_key(client))
