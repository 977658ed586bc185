import os
from contextlib import asynccontextmanager

import strawberry
import uvicorn
from fastapi import FastAPI
from strawberry.fastapi import GraphQLRouter

from database import pool


@strawberry.type
class Project:
    id: strawberry.ID
    name: str


@strawberry.type
class Query:
    @strawberry.field
    async def project(self, id: strawberry.ID) -> Project | None:
        async with pool.connection() as connection:
            found = await connection.execute("SELECT id, name FROM projects WHERE id = %s", [int(id)])
            row = await found.fetchone()
        return None if row is None else Project(id=strawberry.ID(str(row[0])), name=row[1])


@asynccontextmanager
async def lifespan(_: FastAPI):
    async with pool:
        yield


app = FastAPI(lifespan=lifespan)
app.include_router(GraphQLRouter(strawberry.Schema(Query), graphql_ide=None), prefix="/graphql")


@app.get("/health")
def health() -> dict[str, str]:
    return {"status": "ok"}


if __name__ == "__main__":
    uvicorn.run(app, host="0.0.0.0", port=int(os.environ["PORT"]), log_level="warning")
