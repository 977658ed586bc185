class ApiError(Exception):
    """An answer other than the good one: {"error": code} with this status."""

    def __init__(self, status: int, code: str):
        super().__init__(code)
        self.status = status
        self.code = code
