"""The actor of a request, and who may go on."""

from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime
from typing import Annotated, cast
from urllib.parse import urlsplit

from fastapi import Depends, Request
from sqlalchemy.ext.asyncio import AsyncSession

from app.procedure.actors import Actor
from app.procedure.labels import label_of
from app.procedure.refusal import NextAction, Refusal, Refused, Words, forbidden
from app.procedure.vocabulary import Credential, Role
from app.staff.passwords import Passwords
from app.staff.queries.callers import key_presented, person_signed_in
from app.staff.tokens import hash_of
from app.staff.vocabulary import KeyScope
from app.web.dependencies import READING, ClockDep, SessionDep
from app.web.problems import ProblemError, problem

COOKIE = "yingmen_session"
OPENED_BY: dict[Callable[..., object], tuple[Role, ...]] = {}
"""The posts that each guard lets go on."""
SIGN_IN_YOURSELF = ("sign-in", "请本人登录", "Sign in yourself")
SIGN_IN = NextAction(Words("登录后再试", "Sign in, then try again"), "sign-in")


async def _caller(request: Request, session: SessionDep, clock: ClockDep) -> Actor:
    """Who sends this request. A system's own key only reads here."""
    return await who_calls(request, session, clock(), KeyScope.READ)


async def _capturing(request: Request, session: SessionDep, clock: ClockDep) -> Actor:
    """Who sends this request, where another system may also hand in what it has captured."""
    return await who_calls(request, session, clock(), KeyScope.CAPTURE)


async def _any_caller(request: Request, session: SessionDep, clock: ClockDep) -> Actor:
    """Who sends this request, also one who may see figures alone."""
    return await _behind(request, session, clock(), KeyScope.READ)


def sees_figures_alone(held: Iterable[Role]) -> bool:
    """Whether these posts open counts and rates, and nothing else of a centre."""
    return {*held} == {Role.GROUP_VIEWER}


async def who_calls(request: Request, session: AsyncSession, now: datetime, writing: KeyScope) -> Actor:
    """The person, token or system behind a request; `writing` is the scope with which a system may write."""
    actor = await _behind(request, session, now, writing)
    if sees_figures_alone(post.role for post in actor.appointments):
        raise Refused(FIGURES_ALONE)
    return actor


async def _behind(request: Request, session: AsyncSession, now: datetime, writing: KeyScope) -> Actor:
    header = request.headers.get("authorization")
    if header is not None:
        scheme, _, key = header.partition(" ")
        found = (
            await key_presented(session, hash_of(key.strip()), now) if scheme.lower() == "bearer" else None
        )
        if found is None:
            raise _nobody(
                "bad_key", "密钥无效、已过期或已撤销", "The key is not valid, has expired or was revoked"
            )
        actor, scopes = found
        if actor.credential is Credential.SYSTEM_KEY:
            _within_scope(request.method, scopes, writing)
        return actor
    token = request.cookies.get(COOKIE)
    if token is None:
        raise _nobody("sign_in_first", "请先登录", "Sign in first")
    refuse_foreign_pages(request)
    signed_in = await person_signed_in(session, hash_of(token), now)
    if signed_in is None:
        raise _nobody("session_ended", "登录已失效，请重新登录", "The session has ended: sign in again")
    return signed_in


def _within_scope(method: str, scopes: frozenset[KeyScope], writing: KeyScope) -> None:
    needed = KeyScope.READ if method in READING else writing
    if method not in READING and writing is not KeyScope.CAPTURE:
        raise Refused(
            forbidden(
                "needs_a_person",
                None,
                "这一步须由本人登录办理，系统密钥只能记录和查询",
                "A person must do this; a system key may only capture and read",
                then=(
                    None,
                    "请本人登录，或使用本人授权的令牌",
                    "Sign in yourself, or use a token you delegated",
                ),
            )
        )
    if needed not in scopes:
        raise Refused(
            forbidden(
                "outside_scope",
                None,
                f"这个密钥没有“{needed}”权限",
                f"This key has no scope '{needed}'",
                then=(None, "请管理员另发密钥", "Ask the administrator for another key"),
            )
        )


def refuse_foreign_pages(request: Request) -> None:
    """A page of another site must not act with the session of whoever looks at it."""
    if request.method in READING:
        return
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    if site is not None:
        ours = site in {"same-origin", "none"}
    else:
        ours = origin is None or urlsplit(origin).netloc == request.headers.get("host")
    if not ours:
        raise Refused(
            forbidden("foreign_page", None, "请求来自其他网站，已拒绝", "The request came from another site")
        )


def _nobody(code: str, zh: str, en: str) -> ProblemError:
    told = problem(401, code, Words(zh, en), then=SIGN_IN)
    return ProblemError(told, {"WWW-Authenticate": 'Bearer realm="yingmen"'})


async def _in_person(actor: Annotated[Actor, Depends(_any_caller)]) -> Actor:
    if actor.credential is not Credential.PERSON:
        raise Refused(
            forbidden(
                "needs_own_session",
                None,
                "账号、密码和授权只能由本人登录后变更",
                "Accounts, passwords and delegations are changed in one's own session alone",
                then=SIGN_IN_YOURSELF,
            )
        )
    return actor


FIGURES_ALONE = forbidden(
    "not_your_post",
    None,
    "集团查看人只看各中心的数量与比率",
    "A group viewer sees counts and rates of the centres, and nothing else",
    then=(None, "查看集团报表", "Look at the report of the group"),
)
ActorDep = Annotated[Actor, Depends(_caller)]
AnyActorDep = Annotated[Actor, Depends(_any_caller)]
"""Also a group viewer: for the own session, and for the figures of the group."""
OwnSessionDep = Annotated[Actor, Depends(_in_person)]
CapturingActorDep = Annotated[Actor, Depends(_capturing)]


async def _token(request: Request) -> bytes:
    return hash_of(request.cookies.get(COOKIE, ""))


TokenDep = Annotated[bytes, Depends(_token)]
"""The hash of the session token that came with this request."""


def require(*roles: Role, clause: str | None = None) -> Callable[[Actor], Awaitable[Actor]]:
    """Lets only holders (or dated acting holders) of one of these posts go on, by which clause."""

    async def holder(actor: AnyActorDep) -> Actor:
        if not actor.holds(*roles):
            raise Refused(_for_others(roles, clause))
        return actor

    OPENED_BY[holder] = roles
    return holder


async def _keeper(actor: OwnSessionDep) -> Actor:
    """Who keeps the staff list: the administrator, and the centre manager for the centre's own posts."""
    if not actor.holds(Role.ADMINISTRATOR, Role.CENTRE_MANAGER):
        raise Refused(_for_others((Role.ADMINISTRATOR, Role.CENTRE_MANAGER)))
    return actor


async def _group_viewer(actor: AnyActorDep) -> Actor:
    if not actor.holds(Role.GROUP_VIEWER):
        raise Refused(_for_others((Role.GROUP_VIEWER,)))
    return actor


async def _administrator(actor: OwnSessionDep) -> Actor:
    if not actor.holds(Role.ADMINISTRATOR):
        raise Refused(_for_others((Role.ADMINISTRATOR,)))
    return actor


async def _passwords(request: Request) -> Passwords:
    return cast("Passwords", request.app.state.passwords)


OPENED_BY[_keeper] = (Role.ADMINISTRATOR, Role.CENTRE_MANAGER)
OPENED_BY[_administrator] = (Role.ADMINISTRATOR,)
OPENED_BY[_group_viewer] = (Role.GROUP_VIEWER,)
PasswordsDep = Annotated[Passwords, Depends(_passwords)]
KeepsStaff = Annotated[Actor, Depends(_keeper)]
ReadsGroup = Annotated[Actor, Depends(_group_viewer)]
Administers = Annotated[Actor, Depends(_administrator)]


def _for_others(roles: tuple[Role, ...], clause: str | None = None) -> Refusal:
    labels = [label_of(role) for role in roles]
    zh = "、".join(label.zh for label in labels)
    en = " or ".join(label.en.lower() for label in labels)
    return forbidden(
        "not_your_post",
        clause,
        f"这一步由{zh}办理",
        f"This is for the {en}",
        then=(None, f"请交{zh}办理", f"Leave it to the {en}"),
    )
