import os

from psycopg.rows import dict_row
from psycopg_pool import AsyncConnectionPool

pool = AsyncConnectionPool(
    os.environ["DATABASE_URL"], min_size=2, max_size=10, kwargs={"row_factory": dict_row}, open=False
)
