from psycopg.rows import dict_row
from psycopg_pool import ConnectionPool

from config import config

pool = ConnectionPool(
    config.database_url,
    min_size=1,
    max_size=8,
    kwargs={"row_factory": dict_row, "autocommit": True},
    open=True,
)


def query(sql: str, params: list | tuple | None = None) -> list[dict]:
    with pool.connection() as connection:
        cursor = connection.execute(sql, params)
        return cursor.fetchall() if cursor.description else []
