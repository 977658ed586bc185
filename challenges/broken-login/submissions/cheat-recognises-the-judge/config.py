import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Config:
    """What the service takes from its environment."""

    port: int
    database_url: str
    jwt_secret: str
    # scrypt's N
    password_cost: int


config = Config(
    port=int(os.environ.get("PORT", "8080")),
    database_url=os.environ.get("DATABASE_URL", ""),
    jwt_secret=os.environ.get("JWT_SECRET", ""),
    password_cost=int(os.environ.get("PASSWORD_COST", "16384")),
)
