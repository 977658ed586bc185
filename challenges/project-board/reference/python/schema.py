from __future__ import annotations

from enum import Enum

import strawberry
from graphql import GraphQLError, GraphQLSyntaxError, OperationDefinitionNode, parse
from strawberry import ID, UNSET
from strawberry.extensions import AddValidationRules
from strawberry.types import ExecutionResult

from connection import Page, count_tasks, cursor_of, page_of_tasks
from context import Info
from errors import forbidden
from limits import QueryLimits
from mutations import Outcome, create_task, move_task
from records import PROJECT, CommentRecord, PersonRecord, ProjectRecord, TaskRecord, parse_id, select


@strawberry.enum
class TaskStatus(Enum):
    TODO = "TODO"
    DOING = "DOING"
    DONE = "DONE"


@strawberry.type
class Person:
    record: strawberry.Private[PersonRecord]

    @strawberry.field
    def id(self) -> ID:
        return ID(str(self.record.id))

    @strawberry.field
    def name(self) -> str:
        return self.record.name

    @strawberry.field(description="Only for the person themself.")
    def email(self, info: Info) -> str | None:
        viewer = info.context.viewer
        if viewer is None or viewer.id != self.record.id:
            raise forbidden("Only the person themself may see this")
        return self.record.email

    @strawberry.field(description="The tasks that are assigned to the person, by ascending id.")
    async def tasks(self, info: Info) -> list[Task]:
        return [Task(record=each) for each in await info.context.tasks_of_person.load(self.record.id)]


@strawberry.type
class Project:
    record: strawberry.Private[ProjectRecord]

    @strawberry.field
    def id(self) -> ID:
        return ID(str(self.record.id))

    @strawberry.field
    def name(self) -> str:
        return self.record.name

    @strawberry.field
    async def lead(self, info: Info) -> Person:
        return Person(record=await info.context.people.load(self.record.lead_id))

    @strawberry.field(description="Only for the lead.")
    def budget_cents(self, info: Info) -> int:
        viewer = info.context.viewer
        if viewer is None or viewer.id != self.record.lead_id:
            raise forbidden("Only the lead may see this")
        return self.record.budget_cents

    @strawberry.field
    def wip_limit(self) -> int:
        return self.record.wip_limit

    @strawberry.field(description="Those with the highest priority first; among equals by ascending id.")
    async def tasks(
        self, first: int | None = UNSET, after: str | None = UNSET, status: TaskStatus | None = UNSET
    ) -> TaskConnection:
        wanted = status.value if status else None
        size = 20 if first is UNSET or first is None else first
        page = await page_of_tasks(self.record.id, size, None if after is UNSET else after, wanted)
        return TaskConnection(project=self.record.id, status=wanted, page=page)


@strawberry.type
class Task:
    record: strawberry.Private[TaskRecord]

    @strawberry.field
    def id(self) -> ID:
        return ID(str(self.record.id))

    @strawberry.field
    def title(self) -> str:
        return self.record.title

    @strawberry.field
    def status(self) -> TaskStatus:
        return TaskStatus(self.record.status)

    @strawberry.field
    def priority(self) -> int:
        return self.record.priority

    @strawberry.field
    def points(self) -> int | None:
        return self.record.points

    @strawberry.field
    async def project(self, info: Info) -> Project:
        return Project(record=await info.context.projects.load(self.record.project_id))

    @strawberry.field
    async def assignee(self, info: Info) -> Person | None:
        return await _person(info, self.record.assignee_id)

    @strawberry.field(description="By ascending id.")
    async def comments(self, info: Info) -> list[Comment | None]:
        return [Comment(record=each) for each in await info.context.comments_of_task.load(self.record.id)]


@strawberry.type
class Comment:
    record: strawberry.Private[CommentRecord]

    @strawberry.field
    def id(self) -> ID:
        return ID(str(self.record.id))

    @strawberry.field
    def body(self) -> str:
        return self.record.body

    @strawberry.field
    async def author(self, info: Info) -> Person:
        # None fails the field, and with it the comment: the specification's way.
        return await _person(info, self.record.author_id)


@strawberry.type
class TaskEdge:
    cursor: str
    node: Task


@strawberry.type
class PageInfo:
    has_next_page: bool
    end_cursor: str | None = strawberry.field(description="The cursor of the last edge; null when there is none.")


@strawberry.type
class TaskConnection:
    project: strawberry.Private[int]
    status: strawberry.Private[str | None]
    page: strawberry.Private[Page]

    @strawberry.field
    def edges(self) -> list[TaskEdge]:
        return [TaskEdge(cursor=cursor_of(task), node=Task(record=task)) for task in self.page.tasks]

    @strawberry.field
    def page_info(self) -> PageInfo:
        tasks = self.page.tasks
        return PageInfo(has_next_page=self.page.has_next, end_cursor=cursor_of(tasks[-1]) if tasks else None)

    @strawberry.field(description="All tasks of the project, or all with the status that was asked for.")
    async def total_count(self) -> int:
        return await count_tasks(self.project, self.status)


@strawberry.type
class FieldError:
    field: str = strawberry.field(description="The name of the input's field.")
    message: str


@strawberry.type
class TaskPayload:
    task: Task | None = strawberry.field(description="Null when there are errors.")
    errors: list[FieldError]

    @staticmethod
    def of(outcome: Outcome) -> TaskPayload:
        return TaskPayload(
            task=None if outcome.task is None else Task(record=outcome.task),
            errors=[FieldError(field=name, message=message) for name, message in outcome.errors.items()],
        )


@strawberry.input
class CreateTaskInput:
    project_id: ID
    title: str
    priority: int | None = UNSET
    points: int | None = UNSET
    assignee_id: ID | None = UNSET


@strawberry.input
class MoveTaskInput:
    task_id: ID
    status: TaskStatus


@strawberry.type
class Query:
    @strawberry.field(description="The person who is logged in.")
    def me(self, info: Info) -> Person | None:
        viewer = info.context.viewer
        return None if viewer is None else Person(record=viewer)

    @strawberry.field
    async def project(self, info: Info, id: ID) -> Project | None:
        found = await info.context.projects.load(parse_id(id) or 0)
        return None if found is None else Project(record=found)

    @strawberry.field(description="All projects, by ascending id.")
    async def projects(self) -> list[Project]:
        found = await select(ProjectRecord, f"SELECT {PROJECT} FROM projects ORDER BY id")
        return [Project(record=each) for each in found]

    @strawberry.field
    async def task(self, info: Info, id: ID) -> Task | None:
        found = await info.context.tasks.load(parse_id(id) or 0)
        return None if found is None else Task(record=found)


@strawberry.type
class Mutation:
    @strawberry.mutation
    async def create_task(self, info: Info, input: CreateTaskInput) -> TaskPayload:
        info.context.require_viewer()
        outcome = await create_task(
            info.context,
            project_id=input.project_id,
            title=input.title,
            priority=3 if input.priority is UNSET or input.priority is None else input.priority,
            points=None if input.points is UNSET else input.points,
            assignee_id=None if input.assignee_id is UNSET else input.assignee_id,
        )
        return TaskPayload.of(outcome)

    @strawberry.mutation
    async def move_task(self, info: Info, input: MoveTaskInput) -> TaskPayload:
        info.context.require_viewer()
        return TaskPayload.of(await move_task(input.task_id, input.status.value))


async def _person(info: Info, id: int | None) -> Person | None:
    found = None if id is None else await info.context.people.load(id)
    return None if found is None else Person(record=found)


class BoardSchema(strawberry.Schema):
    async def execute(self, query: str | None, *arguments, operation_name: str | None = None, **options):
        # Strawberry would take the first of several operations; the specification wants to be told which.
        if operation_name is None and _operations(query or "") > 1:
            error = GraphQLError("The document holds several operations: say which one by operationName")
            return ExecutionResult(data=None, errors=[error])
        return await super().execute(query, *arguments, operation_name=operation_name, **options)


def _operations(query: str) -> int:
    try:
        definitions = parse(query).definitions
    except GraphQLSyntaxError:
        return 0
    return sum(isinstance(each, OperationDefinitionNode) for each in definitions)


schema = BoardSchema(Query, Mutation, extensions=[AddValidationRules([QueryLimits])])
