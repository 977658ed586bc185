from dataclasses import dataclass, field

from psycopg.rows import class_row, scalar_row

from context import Context
from database import pool
from records import TASK, ProjectRecord, PROJECT, TaskRecord, parse_id, select

NEXT = {"TODO": ["DOING"], "DOING": ["TODO", "DONE"], "DONE": []}


@dataclass
class Outcome:
    task: TaskRecord | None = None
    errors: dict[str, str] = field(default_factory=dict)


async def create_task(
    context: Context,
    project_id: str,
    title: str,
    priority: int,
    points: int | None,
    assignee_id: str | None,
) -> Outcome:
    project = await _find(context.projects, project_id)
    assignee = None if assignee_id is None else await _find(context.people, assignee_id)

    checks = {
        "projectId": (project is not None, "There is no such project"),
        "title": (title.strip() != "" and len(title) <= 120, "Must have 1 to 120 characters"),
        "priority": (1 <= priority <= 5, "Must be from 1 to 5"),
        "points": (points is None or 1 <= points <= 100, "Must be from 1 to 100"),
        "assigneeId": (assignee_id is None or assignee is not None, "There is no such person"),
    }
    errors = {name: message for name, (sound, message) in checks.items() if not sound}
    if errors:
        return Outcome(errors=errors)

    (task,) = await select(
        TaskRecord,
        f"""INSERT INTO tasks (project_id, title, priority, points, assignee_id)
            VALUES (%(project)s, %(title)s, %(priority)s, %(points)s, %(assignee)s) RETURNING {TASK}""",
        {
            "project": project.id,
            "title": title,
            "priority": priority,
            "points": points,
            "assignee": assignee and assignee.id,
        },
    )
    return Outcome(task)


async def move_task(task_id: str, status: str) -> Outcome:
    """The project is locked before its tasks are counted, so that moves of one project take turns."""
    id = parse_id(task_id)
    async with pool.connection() as connection:
        project = await connection.cursor(row_factory=class_row(ProjectRecord)).execute(
            f"SELECT {PROJECT} FROM projects WHERE id = (SELECT project_id FROM tasks WHERE id = %s) FOR UPDATE",
            [id],
        )
        board = await project.fetchone()
        locked = await connection.cursor(row_factory=class_row(TaskRecord)).execute(
            f"SELECT {TASK} FROM tasks WHERE id = %s FOR UPDATE", [id]
        )
        task = await locked.fetchone()
        if board is None or task is None:
            return Outcome(errors={"taskId": "There is no such task"})
        if status not in NEXT[task.status]:
            return Outcome(errors={"status": f"A task can not go from {task.status} to {status}"})

        if status == "DOING":
            counted = await connection.cursor(row_factory=scalar_row).execute(
                "SELECT count(*) FROM tasks WHERE project_id = %s AND status = 'DOING'", [board.id]
            )
            if await counted.fetchone() >= board.wip_limit:
                return Outcome(errors={"status": f"The project has room for {board.wip_limit} tasks in DOING"})
        moved = await connection.cursor(row_factory=class_row(TaskRecord)).execute(
            f"UPDATE tasks SET status = %s WHERE id = %s RETURNING {TASK}", [status, id]
        )
        return Outcome(await moved.fetchone())


async def _find(loader, text: str):
    id = parse_id(text)
    return None if id is None else await loader.load(id)
