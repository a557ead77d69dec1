"""Signing in and out, and the own sessions."""

import math
from datetime import datetime
from typing import Annotated, cast
from uuid import UUID

from fastapi import Depends, Header, Request, Response

from app.procedure.actors import Actor
from app.procedure.refusal import NextAction, Words
from app.procedure.vocabulary import Credential, Role
from app.settings import Settings
from app.staff.actions import signing_in
from app.staff.actions.guesses import MustWait
from app.staff.actions.people import normal_login
from app.staff.actions.signing_in import Attempt, PasswordChange
from app.staff.guards import (
    COOKIE,
    AnyActorDep,
    OwnSessionDep,
    PasswordsDep,
    TokenDep,
    refuse_foreign_pages,
    sees_figures_alone,
)
from app.staff.openings import Openings
from app.staff.queries.callers import LONGEST
from app.staff.queries.people import sessions_of
from app.staff.queries.sessions import Standing, standing_of
from app.staff.schemas.common import Named, posts_held
from app.staff.schemas.sessions import CentreHere, OpenSession, PasswordBody, Session, SignInBody
from app.staff.tables import SignIn
from app.web.dependencies import AddressDep, ClockDep, DatabaseDep, SessionDep, SettingsDep
from app.web.lists import Order, PageDep, page_of
from app.web.paging import Page
from app.web.problems import ProblemError, problem, problem_responses
from app.web.rooms import Room

router = Room(tags=["session"])
LATEST = Order((SignIn.id,), (UUID,), lambda row: (row[0].id,), descending=True)
WRONG = Words("登录名或密码不对", "The sign-in name or the password is not right")
TRY_AGAIN = NextAction(
    Words("核对后再试，忘记密码请找系统管理员", "Check both; for a forgotten password ask the administrator")
)
DeviceHeader = Annotated[str | None, Header(alias="User-Agent", include_in_schema=False)]


async def _openings(request: Request) -> Openings:
    return cast("Openings", request.app.state.openings)


OpeningsDep = Annotated[Openings, Depends(_openings)]


async def _attempt(
    given: SignInBody, request: Request, address: AddressDep, user_agent: DeviceHeader = None
) -> Attempt:
    refuse_foreign_pages(request)
    device = user_agent[:200] if user_agent else None
    return Attempt(normal_login(given.login), given.password, address, device)


@router.post(
    "/session",
    summary="Sign in",
    responses=problem_responses(401, 403, 429),
    openapi_extra={"security": []},
)
async def sign_in(
    attempt: Annotated[Attempt, Depends(_attempt)],
    response: Response,
    database: DatabaseDep,
    settings: SettingsDep,
    passwords: PasswordsDep,
    clock: ClockDep,
    openings: OpeningsDep,
) -> Session:
    """The session's token goes into a cookie that no script can read. Guessing is slowed down."""
    try:
        opened = await signing_in.sign_in(database, passwords, attempt, clock())
    except MustWait as waiting:
        raise _too_many(waiting, clock()) from waiting
    if opened is None:
        raise ProblemError(problem(401, "wrong_password", WRONG, then=TRY_AGAIN))
    _set_cookie(response, opened.token, settings)
    actor = Actor(centre_id=opened.centre_id, person_id=opened.person_id, credential=Credential.PERSON)
    async with database.transaction() as session:
        return _told(actor, await standing_of(session, actor, clock()), openings)


@router.get("/session", summary="Who is signed in", responses=problem_responses(401))
async def get_session(
    session: SessionDep, actor: AnyActorDep, clock: ClockDep, openings: OpeningsDep
) -> Session:
    """The person, the centre, the posts in force at this moment and what they open.

    A system's key has no person.
    """
    return _told(actor, await standing_of(session, actor, clock()), openings)


@router.delete("/session", summary="Sign out", status_code=204, responses=problem_responses(401, 403))
async def sign_out(
    here: TokenDep,
    response: Response,
    session: SessionDep,
    settings: SettingsDep,
    _: OwnSessionDep,
    clock: ClockDep,
) -> None:
    """The session is over at once, here and everywhere its token may have got to."""
    await signing_in.sign_out(session, here, clock())
    response.delete_cookie(COOKIE, path="/", secure=settings.over_tls, httponly=True, samesite="strict")


@router.get("/session/all", summary="The own sessions", responses=problem_responses(401, 403))
async def list_own_sessions(
    here: TokenDep, session: SessionDep, actor: OwnSessionDep, page: PageDep, clock: ClockDep
) -> Page[OpenSession]:
    """Where one is signed in now, the latest first."""
    assert actor.person_id is not None
    query = sessions_of(actor.centre_id, actor.person_id, clock())
    rows, following = await page_of(session, query, LATEST, page)
    return Page(items=[OpenSession.of(row[0], here) for row in rows], next_cursor=following)


@router.delete(
    "/session/all/{session_id}",
    summary="End one of the own sessions",
    status_code=204,
    responses=problem_responses(401, 403, 404),
)
async def end_own_session(
    session_id: UUID, session: SessionDep, actor: OwnSessionDep, clock: ClockDep
) -> None:
    """For a lost telephone, or a screen that was left open."""
    assert actor.person_id is not None
    await signing_in.end_session(session, actor.centre_id, actor.person_id, session_id, clock())


async def _change(given: PasswordBody, address: AddressDep) -> PasswordChange:
    return PasswordChange(given.current, given.new, address)


@router.put(
    "/session/password",
    summary="Change the own password",
    status_code=204,
    responses=problem_responses(401, 403, 429),
)
async def change_own_password(
    change: Annotated[PasswordChange, Depends(_change)],
    here: TokenDep,
    session: SessionDep,
    database: DatabaseDep,
    passwords: PasswordsDep,
    actor: OwnSessionDep,
    clock: ClockDep,
) -> None:
    """Every other session of the person ends, and so does every token the person has delegated."""
    assert actor.person_id is not None
    await session.rollback()  # who calls is known: no request holds one connection and waits for another
    person = (actor.centre_id, actor.person_id)
    try:
        await signing_in.change_password(database, passwords, person, change, here, clock())
    except MustWait as waiting:
        raise _too_many(waiting, clock()) from waiting


def _set_cookie(response: Response, token: str, settings: Settings) -> None:
    response.set_cookie(
        COOKIE,
        token,
        max_age=int(LONGEST.total_seconds()),
        path="/",
        secure=settings.over_tls,
        httponly=True,
        samesite="strict",
    )


def _too_many(waiting: MustWait, now: datetime) -> ProblemError:
    wait = max(1, math.ceil((waiting.until - now).total_seconds()))
    reason = Words(f"尝试次数过多，请 {wait} 秒后再试", f"Too many tries: try again in {wait} seconds")
    return ProblemError(problem(429, "too_many_tries", reason, then=TRY_AGAIN), {"Retry-After": str(wait)})


def _told(actor: Actor, standing: Standing, openings: Openings) -> Session:
    person = None
    if actor.person_id is not None:
        person = Named(id=actor.person_id, name=standing.name or "")
    held = [Role(post.role) for post, _ in standing.posts]
    return Session(
        person=person,
        centre=CentreHere(id=actor.centre_id, name=standing.centre_name, time_zone=standing.zone),
        appointments=posts_held(standing.posts),
        credential=actor.credential,
        via=actor.via,
        must_change_password=standing.must_change,
        opens=openings.of(held),
        figures_alone=sees_figures_alone(held),
    )
