import os

from sqlalchemy import create_engine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import sessionmaker

engine = create_engine(
    os.environ["DATABASE_URL"].replace("postgres://", "postgresql+psycopg://", 1),
    pool_size=10,
    max_overflow=0,
)
Session = sessionmaker(engine)


def violates(error: IntegrityError, constraint: str) -> bool:
    """Whether a statement failed because of this constraint."""
    return error.orig.diag.constraint_name == constraint
