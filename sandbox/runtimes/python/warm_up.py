"""What the waiting process does ahead, so that none of it is left for the candidate's time: imports, first calls of the
frameworks, and one conversation with each service that the slot has.

Nothing here may be seen by the program afterwards. So no module is imported that reads settings which the program makes
(half of Django REST framework does), no event loop becomes the thread's current one, and no connection stays open.
"""

import gc
import importlib
import os
import sys
import threading

MODULES = """
    asyncio concurrent.futures.thread ctypes decimal email.message hashlib html http.server logging.config
    multiprocessing secrets socketserver sqlite3 statistics threading urllib.request uuid xml.etree.ElementTree zoneinfo

    fastapi fastapi.middleware.cors fastapi.responses fastapi.security multipart email_validator pydantic.v1
    anyio._backends._asyncio
    uvicorn uvicorn.lifespan.on uvicorn.logging uvicorn.loops.asyncio uvicorn.protocols.http.auto
    uvicorn.protocols.websockets.auto

    flask werkzeug.middleware.proxy_fix werkzeug.serving
    waitress.server gunicorn.app.wsgiapp gunicorn.arbiter gunicorn.workers.gthread gunicorn.workers.sync

    django.conf.urls django.contrib.auth.apps django.contrib.auth.hashers django.contrib.auth.password_validation
    django.contrib.contenttypes.apps django.core.handlers.asgi django.core.management.commands.migrate
    django.core.management.commands.runserver django.core.servers.basehttp django.core.wsgi
    django.db.backends.postgresql.base django.db.models django.middleware.common django.middleware.csrf
    django.shortcuts django.urls django.utils.log django.utils.translation.trans_real django.views.debug
    django.views.decorators.csrf django.views.generic
    rest_framework.apps rest_framework.authentication rest_framework.checks rest_framework.metadata
    rest_framework.mixins rest_framework.negotiation rest_framework.permissions rest_framework.serializers
    rest_framework.urlpatterns rest_framework.utils.breadcrumbs rest_framework.utils.encoders

    strawberry strawberry.asgi strawberry.dataloader strawberry.fastapi strawberry.flask.views

    sqlalchemy sqlalchemy.orm sqlalchemy.ext.asyncio sqlalchemy.dialects.postgresql.psycopg
    sqlalchemy.dialects.mysql.pymysql
    psycopg psycopg.rows psycopg.types.json psycopg_pool pymysql.cursors pymongo redis

    jwt argon2
"""


def warm_up():
    """Takes about a second. What it made is left out of the collector's rounds, which the program would pay for."""
    gc.disable()
    for name in MODULES.split():
        importlib.import_module(name)
    call_flask()
    call_fastapi()
    call_strawberry()
    compile_sqlalchemy()
    for variable, call in SERVICES.items():
        if url := os.environ.get(variable):
            call(url)
    # Strawberry shows its own errors in its own way, and a program that does not use it must not meet that.
    sys.excepthook = sys.__excepthook__
    threading.excepthook = threading.__excepthook__
    gc.freeze()
    gc.enable()


def call_flask():
    import flask

    app = flask.Flask("warm")
    app.add_url_rule("/", "warm", lambda: {"warm": True})
    with app.test_client() as client:
        client.get("/")


def call_fastapi():
    """One call of an endpoint with a body, on an event loop that is nobody's current one."""
    import asyncio

    import fastapi
    import pydantic

    class Warm(pydantic.BaseModel):
        name: str = pydantic.Field(min_length=1)
        count: int | None = None

    app = fastapi.FastAPI()

    @app.post("/{number}")
    async def warm(number: int, body: Warm, limit: int = fastapi.Query(10, ge=1)) -> Warm:
        return body

    async def receive():
        return {"type": "http.request", "body": b'{"name":"warm"}'}

    async def send(_message):
        pass

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": "/1",
        "raw_path": b"/1",
        "root_path": "",
        "query_string": b"limit=2",
        "headers": [(b"content-type", b"application/json")],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 1),
    }
    loop = asyncio.new_event_loop()
    loop.run_until_complete(app(scope, receive, send))
    loop.close()


def call_strawberry():
    import strawberry

    @strawberry.type
    class Query:
        @strawberry.field
        def warm(self, name: str) -> str:
            return name

    strawberry.Schema(Query).execute_sync('{ warm(name: "warm") }')


def compile_sqlalchemy():
    from sqlalchemy import create_engine, func, select
    from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

    class Base(DeclarativeBase):
        pass

    class Warm(Base):
        __tablename__ = "warm"
        id: Mapped[int] = mapped_column(primary_key=True)
        name: Mapped[str]

    engine = create_engine("postgresql+psycopg://warm@127.0.0.1/warm")
    select(Warm.name, func.count()).where(Warm.id == 1).group_by(Warm.name).compile(engine)
    engine.dispose()


def call_postgresql(url):
    import psycopg

    with psycopg.connect(url) as connection:
        connection.execute("select %s::text", ("warm",)).fetchall()


def call_mariadb(url):
    from urllib.parse import unquote, urlsplit

    import pymysql

    parts = urlsplit(url)
    connection = pymysql.connect(
        host=parts.hostname,
        port=parts.port,
        user=unquote(parts.username),
        password=unquote(parts.password),
        database=parts.path[1:],
    )
    with connection, connection.cursor() as cursor:
        cursor.execute("select %s", ("warm",))
        cursor.fetchall()


def call_mongodb(url):
    import pymongo

    with pymongo.MongoClient(url) as client:
        client.get_default_database().command("ping")
    # Its threads notice only by and by that they are not needed any more.
    for thread in threading.enumerate():
        if thread is not threading.current_thread():
            thread.join(timeout=2)


def call_redis(url):
    import redis

    with redis.Redis.from_url(url) as client:
        client.ping()


SERVICES = {
    "DATABASE_URL": call_postgresql,
    "MYSQL_URL": call_mariadb,
    "MONGODB_URL": call_mongodb,
    "REDIS_URL": call_redis,
}
