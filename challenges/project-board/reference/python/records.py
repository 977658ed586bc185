"""The tables' rows, as the queries of this service read them."""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from psycopg.rows import class_row

from database import pool


@dataclass
class PersonRecord:
    id: int
    name: str
    email: str


@dataclass
class ProjectRecord:
    id: int
    name: str
    lead_id: int
    budget_cents: int
    wip_limit: int


@dataclass
class TaskRecord:
    id: int
    project_id: int
    title: str
    status: str
    priority: int
    points: int | None
    assignee_id: int | None


@dataclass
class CommentRecord:
    id: int
    task_id: int
    author_id: int | None
    body: str


PERSON = "id, name, email"
PROJECT = "id, name, lead_id, budget_cents, wip_limit"
TASK = "id, project_id, title, status, priority, points, assignee_id"
COMMENT = "id, task_id, author_id, body"


def parse_id(text: str) -> int | None:
    """The id that a client means; None when it can not be one."""
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else None


async def select[R](record: type[R], sql: str, parameters: dict | None = None) -> list[R]:
    async with pool.connection() as connection, connection.cursor(row_factory=class_row(record)) as cursor:
        await cursor.execute(sql, parameters)
        return await cursor.fetchall()


def by_id[R](record: type[R], table: str, columns: str) -> Callable:
    """Loads rows by their ids, None for those that are not there."""

    async def load(ids: list[int]) -> list[R | None]:
        rows = await select(record, f"SELECT {columns} FROM {table} WHERE id = ANY(%(ids)s)", {"ids": ids})
        found = {row.id: row for row in rows}
        return [found.get(id) for id in ids]

    return load


def grouped[R](record: type[R], table: str, columns: str, key: str) -> Callable:
    """Loads all rows that belong to each of some ids, in the order of their own."""

    async def load(ids: list[int]) -> list[list[R]]:
        sql = f"SELECT {columns} FROM {table} WHERE {key} = ANY(%(ids)s) ORDER BY id"
        groups: dict[int, list[R]] = defaultdict(list)
        for row in await select(record, sql, {"ids": ids}):
            groups[getattr(row, key)].append(row)
        return [groups[id] for id in ids]

    return load
