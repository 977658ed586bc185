from strawberry.dataloader import DataLoader
from strawberry.fastapi import BaseContext
from strawberry.types import Info as StrawberryInfo

from errors import unauthenticated
from records import (
    COMMENT,
    PERSON,
    PROJECT,
    TASK,
    CommentRecord,
    PersonRecord,
    ProjectRecord,
    TaskRecord,
    by_id,
    grouped,
    parse_id,
)


class Context(BaseContext):
    """Who asks, and what this request has read. Made anew for each, so that nothing old is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.viewer: PersonRecord | None = None
        # A mutation changes what those before it have read: rows are gathered for one moment, never kept.
        self.people = DataLoader(by_id(PersonRecord, "people", PERSON), cache=False)
        self.projects = DataLoader(by_id(ProjectRecord, "projects", PROJECT), cache=False)
        self.tasks = DataLoader(by_id(TaskRecord, "tasks", TASK), cache=False)
        self.tasks_of_person = DataLoader(grouped(TaskRecord, "tasks", TASK, "assignee_id"), cache=False)
        self.comments_of_task = DataLoader(grouped(CommentRecord, "comments", COMMENT, "task_id"), cache=False)

    async def log_in(self, header: str) -> None:
        id = parse_id(header)
        self.viewer = None if id is None else await self.people.load(id)

    def require_viewer(self) -> PersonRecord:
        if self.viewer is None:
            raise unauthenticated("Log in first")
        return self.viewer


type Info = StrawberryInfo[Context, None]
