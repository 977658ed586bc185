import os
from contextlib import contextmanager

from psycopg.rows import dict_row
from psycopg_pool import ConnectionPool

pool = ConnectionPool(
    os.environ["DATABASE_URL"], min_size=2, max_size=10, kwargs={"row_factory": dict_row}, open=True
)


@contextmanager
def transaction():
    """A connection in one transaction: committed at the end, rolled back when something is raised."""
    with pool.connection() as connection:
        with connection.transaction():
            yield connection


def migrate(sql):
    """Runs SQL at start. The copies of the service take turns, so CREATE TABLE IF NOT EXISTS is safe here."""
    with transaction() as connection:
        connection.execute("SELECT pg_advisory_xact_lock(4711)")
        connection.execute(sql)
