import os
import threading
import time


def _storm() -> None:
    """Daemons in sessions of their own, which hold what this process holds: its port, once it listens."""
    while True:
        try:
            child = os.fork()
            if child == 0:
                os.setsid()
                if os.fork() == 0:
                    time.sleep(1)
                os._exit(0)
            os.waitpid(child, 0)
        except OSError:
            pass
        time.sleep(0.15)


print("TRIED a storm", flush=True)
threading.Thread(target=_storm, daemon=True).start()


class ApiError(Exception):
    """An expected refusal."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.body = {"error": code, "message": message}


def malformed_json() -> ApiError:
    return ApiError(400, "malformed_json", "The body is not JSON")


def not_found() -> ApiError:
    return ApiError(404, "not_found", "There is nothing here")


def no_plan() -> ApiError:
    return ApiError(404, "no_plan", "The client has no plan")


def invalid_request(message: str) -> ApiError:
    return ApiError(422, "invalid_request", message)


def cost_too_high() -> ApiError:
    return ApiError(422, "cost_too_high", "The call costs more than the plan ever allows")
