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
from app.notifications.listening import Listening
from app.notifications.sealing import ChannelKeys
from app.paper.press import Press
from app.privacy import routes as privacy
from app.register import blank_forms
from app.register import conformance_routes as conformance
from app.register import group_routes as group_reports
from app.register import report_routes as reports
from app.register import routes as register
from app.residents import routes as residents
from app.residents.contacts import ContactKeys
from app.rosters import routes as rosters
from app.routing import routes as routing
from app.settings import Settings
from app.staff import routes as staff
from app.staff.openings import Openings
from app.staff.passwords import Passwords
from app.supervision import hand_over_document
from app.supervision import hand_over_routes as hand_overs
from app.supervision import log_draft_routes as log_drafts
from app.supervision import routes as supervision
from app.web import logs
from app.web.dependencies import Clock
from app.web.description import describe
from app.web.door import Door
from app.web.failures import tell_problems
from app.web.problems import problem_responses
from app.web.rooms import API
from app.web.screens import Screens
from app.web.switchboard import Switchboard

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
    conformance,
    privacy,
    reports,
    group_reports,
    blank_forms,
    supervision,
    hand_over_document,
    hand_overs,
    log_drafts,
    notifications,
)
ABOUT = """The service desk of a residential property service centre: its written procedure, made executable.

Every refusal is a problem document that names the clause it rests on and the next right action.
Sign in with `POST /api/v1/session`, or send an API key as `Authorization: Bearer …`.
"""
TAGS = {
    "session": "登录 · Signing in and out, the own sessions and password",
    "cases": "事项 · Taking matters in, and reading them",
    "acts": "办理 · What can be done to a case, one address for each act",
    "attachments": "附件 · Photographs and PDF of a case",
    "duties": "待办 · What is owed, by whom, until when",
    "register": "登记表 · Everything that was accepted",
    "blank forms": "空白表 · Forms to write by hand when the network is down",
    "callbacks": "回访 · Whom the desk calls, and what was said",
    "owner files": "业主档案 · What is filed under a unit",
    "conformance": "合规 · What was owed by each clause, and how it was kept",
    "privacy": "个人信息 · What residents may ask, what was erased, who looked",
    "reports": "报表 · Counts and rates of a month, or of any range",
    "supervision": "督导 · What the head watches",
    "notifications": "通知 · What reaches a person",
    "channels": "渠道 · Webhooks, group bots, text messages and mail, and who gets what",
    "seals": "封存 · Daily signed seals over all journals",
    "procedure": "规程 · The clauses, the intake forms, the field's own words",
    "answer scripts": "统一口径 · One answer for one topic, in versions",
    "routing rules": "分派规则 · The centre's own rules, in versions, to try out and to explain",
    "shifts": "当值 · Who is rostered and who is on duty; leaves",
    "desk hours": "上班时间 · When the desk is open",
    "duty log": "值班工作本 · What each wrote in the own hand",
    "places": "区域与房屋 · Areas, buildings and units",
    "residents": "业户 · Who lives there, and their sealed contacts",
    "staff": "人员 · Who works here",
    "appointments": "任职 · Who holds which post, from when to when, or acts for whom",
    "api-keys": "密钥 · Keys of other systems, and tokens that people delegate",
    "centre": "服务中心 · The centre's profile",
    "policy": "设定 · The centre's value for each word of the procedure",
    "topics": "主题 · What matters are about",
    "directory": "咨询途径 · Other bodies to ask",
    "emergency cards": "应急卡 · What to do in an emergency of each type",
    "health": "状态 · Whether the service lives and can serve",
}


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
            await app.state.listening.end()
            return
        app.state.database = opened = Database(
            settings.sqlalchemy_url(),
            pool_size=settings.db_pool_size,
            max_overflow=settings.db_pool_overflow,
            pool_timeout=settings.db_pool_timeout_seconds,
        )
        yield
        await app.state.listening.end()
        await opened.close()

    app = FastAPI(
        title="Yingmen 应门",
        version="1.0.0",
        description=ABOUT,
        lifespan=lifespan,
        docs_url=None,  # those pages load from elsewhere
        redoc_url=None,
        openapi_url=f"{API}/openapi.json",
        generate_unique_id_function=_named_after_its_function,
    )
    app.state.settings, app.state.clock, app.state.database = settings, clock, database
    app.state.listening = Listening(app.state)
    app.state.passwords = Passwords(settings)
    app.state.contact_keys = ContactKeys.from_settings(settings)
    app.state.channel_keys = ChannelKeys.from_settings(settings)
    app.state.press = Press()
    tell_problems(app)
    for room in ROOMS:
        app.router.routes += room.router.routes
    app.include_router(_health(app))
    app.state.openings = Openings(app.routes)
    switchboard = Switchboard(app.routes)
    app.router.routes.insert(0, switchboard)
    describe(app, TAGS)
    app.mount("/", Screens(settings.screens_dir))
    most = settings.attachment_max_bytes + 64 * 1024
    app.add_middleware(Door, switchboard=switchboard, attachment_bytes=most)
    return app


def _named_after_its_function(route: APIRoute) -> str:
    return route.name


def _health(app: FastAPI) -> APIRouter:
    router = APIRouter(tags=["health"])

    @router.get("/healthz", summary="Whether the process lives")
    async def healthz() -> dict[str, str]:
        """It asks nothing of the database."""
        return {"status": "alive"}

    @router.get(
        "/readyz", summary="Whether it can serve: the database answers", responses=problem_responses(503)
    )
    async def readyz() -> dict[str, str]:
        """503 while it is away."""
        async with app.state.database.reading() as session:
            await session.execute(text("SELECT 1"))
        return {"status": "ready"}

    return router
