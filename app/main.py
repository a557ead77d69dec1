"""The application: every room's routes under one roof, and the screens beside them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from sqlalchemy import text

from app.answers import routes as answers
from app.archive import routes as archive
from app.callbacks import routes as callbacks
from app.cases import routes as cases
from app.centre import routes as centre
from app.database.session import Database
from app.notifications import routes as notifications
from app.register import routes as register
from app.residents import routes as residents
from app.residents.contacts import ContactKeys
from app.rosters import routes as rosters
from app.routing import routes as routing
from app.settings import Settings
from app.staff import routes as staff
from app.staff.passwords import Passwords
from app.supervision import routes as supervision
from app.web import logs
from app.web.dependencies import Clock
from app.web.door import Door
from app.web.failures import tell_problems
from app.web.problems import problem_responses
from app.web.screens import Screens

API = "/api/v1"
ROOMS = (
    staff,
    centre,
    residents,
    rosters,
    answers,
    routing,
    cases,
    callbacks,
    archive,
    register,
    supervision,
    notifications,
)
ABOUT = """The service desk of a residential property service centre: its written procedure, made executable.

Every refusal is a problem document that names the clause it rests on and the next right action.
Sign in with `POST /api/v1/session`, or send an API key as `Authorization: Bearer …`.
"""


def now() -> datetime:
    """The wall clock, the only one outside of tests."""
    return datetime.now(UTC)


def create_app(settings: Settings, *, clock: Clock = now, database: Database | None = None) -> FastAPI:
    """The service with these settings. Served, it opens its database; a test brings its own, and a clock."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        logs.set_up(settings)
        if database is not None:
            yield
            return
        app.state.database = opened = Database(
            settings.sqlalchemy_url(),
            pool_size=settings.db_pool_size,
            max_overflow=settings.db_pool_overflow,
            pool_timeout=settings.db_pool_timeout_seconds,
        )
        yield
        await opened.close()

    app = FastAPI(
        title="Yingmen 应门",
        version="1.0.0",
        description=ABOUT,
        lifespan=lifespan,
        docs_url=f"{API}/docs",
        redoc_url=None,
        openapi_url=f"{API}/openapi.json",
        generate_unique_id_function=_named_after_its_function,
        responses=problem_responses(422),
    )
    app.state.settings, app.state.clock, app.state.database = settings, clock, database
    app.state.passwords = Passwords(settings)
    app.state.contact_keys = ContactKeys.from_settings(settings)
    tell_problems(app)
    for room in ROOMS:
        app.include_router(room.router, prefix=API)
    app.include_router(_health(app))
    app.mount("/", Screens(settings.screens_dir))
    app.add_middleware(Door, attachment_bytes=settings.attachment_max_bytes + 64 * 1024)
    return app


def _named_after_its_function(route: APIRoute) -> str:
    return route.name


def _health(app: FastAPI) -> APIRouter:
    router = APIRouter(tags=["health"])

    @router.get("/healthz", summary="Whether the process lives")
    async def healthz() -> dict[str, str]:
        return {"status": "alive"}

    @router.get(
        "/readyz", summary="Whether it can serve: the database answers", responses=problem_responses(503)
    )
    async def readyz() -> dict[str, str]:
        async with app.state.database.engine.connect() as connection:
            await connection.execute(text("SELECT 1"))
        return {"status": "ready"}

    return router
