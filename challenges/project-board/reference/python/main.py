import os
from contextlib import asynccontextmanager

import uvicorn
from fastapi import FastAPI, Request
from strawberry.fastapi import GraphQLRouter

from context import Context
from database import pool
from schema import schema


async def context_of(request: Request) -> Context:
    context = Context()
    await context.log_in(request.headers.get("x-person", ""))
    return context


@asynccontextmanager
async def lifespan(_: FastAPI):
    async with pool:
        yield


app = FastAPI(lifespan=lifespan)
app.include_router(GraphQLRouter(schema, context_getter=context_of, graphql_ide=None), prefix="/graphql")


@app.get("/health")
def health() -> dict[str, str]:
    return {"status": "ok"}


if __name__ == "__main__":
    uvicorn.run(app, host="0.0.0.0", port=int(os.environ["PORT"]), log_level="warning")
