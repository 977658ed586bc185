import base64
import binascii
import re
from dataclasses import dataclass

from errors import bad_user_input
from records import TASK, TaskRecord, select

MATCHING = "project_id = %(project)s AND (%(status)s::text IS NULL OR status = %(status)s)"


@dataclass
class Page:
    tasks: list[TaskRecord]
    has_next: bool


async def page_of_tasks(project: int, first: int, after: str | None, status: str | None) -> Page:
    """A page of a project's tasks, the urgent ones first."""
    if not 1 <= first <= 50:
        raise bad_user_input('"first" must be from 1 to 50')
    priority, id = (None, None) if after is None else _position(after)
    found = await select(
        TaskRecord,
        f"""SELECT {TASK} FROM tasks
             WHERE {MATCHING}
               AND (%(priority)s::integer IS NULL OR priority < %(priority)s
                    OR (priority = %(priority)s AND id > %(id)s))
             ORDER BY priority DESC, id LIMIT %(limit)s""",
        {"project": project, "status": status, "priority": priority, "id": id, "limit": first + 1},
    )
    return Page(found[:first], len(found) > first)


@dataclass
class Total:
    total: int


async def count_tasks(project: int, status: str | None) -> int:
    sql = f"SELECT count(*)::integer AS total FROM tasks WHERE {MATCHING}"
    (row,) = await select(Total, sql, {"project": project, "status": status})
    return row.total


def cursor_of(task: TaskRecord) -> str:
    """Where a task stands in the order of a board, so that the cursor outlives the task."""
    return base64.urlsafe_b64encode(f"{task.priority}:{task.id}".encode()).decode()


def _position(cursor: str) -> tuple[int, int]:
    try:
        text = base64.b64decode(cursor, altchars=b"-_", validate=True).decode("ascii")
    except (binascii.Error, ValueError):
        text = ""
    match = re.fullmatch(r"([1-5]):([0-9]{1,9})", text)
    if match is None:
        raise bad_user_input('"after" must be the cursor of an edge')
    return int(match[1]), int(match[2])
