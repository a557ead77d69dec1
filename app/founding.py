"""A centre's first administrator, made at the command line: who sets up everything else on the screens."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.centre.actions.opening import open_centre
from app.centre.tables import Centre
from app.database.session import Database
from app.obstacle import Obstacle
from app.procedure.refusal import Refused
from app.settings import Settings
from app.staff.actions.administrators import make_administrator
from app.staff.passwords import Passwords


class CannotFound(Obstacle):
    """The centre or the administrator cannot be made as asked."""


@dataclass(frozen=True, slots=True)
class Founder:
    """Who becomes administrator, and of which centre: the only one if none is named."""

    name: str
    login: str
    password: str = field(repr=False)
    centre: str | None = None
    zone: str = "Asia/Shanghai"


async def found(settings: Settings, founder: Founder, now: datetime) -> str:
    """Makes the administrator, and the centre where it does not exist yet; answers the centre's name."""
    database = Database(settings.sqlalchemy_url(), pool_size=1)
    try:
        async with database.transaction() as session:
            centre = await _centre_of(session, founder, now)
            await make_administrator(
                session,
                centre.id,
                name=founder.name,
                login=founder.login,
                password=founder.password,
                passwords=Passwords(settings),
                now=now,
            )
            return centre.name
    except Refused as refused:
        reason = refused.refusal.reason
        raise CannotFound(f"{reason.zh} / {reason.en}") from refused
    finally:
        await database.close()


async def join_in_group(settings: Settings, name: str, centres: Sequence[str]) -> list[str]:
    """These centres, and no others, are a group of this name; whose figures its viewers see."""
    database = Database(settings.sqlalchemy_url(), pool_size=1)
    try:
        async with database.transaction() as session:
            there = (await session.scalars(select(Centre).order_by(Centre.name))).all()
            unknown = set(centres) - {centre.name for centre in there}
            if unknown:
                told = "、".join(sorted(unknown))
                raise CannotFound(f"没有这个中心：{told} / there is no such centre: {told}")
            for centre in there:
                if centre.name in centres:
                    centre.group_name = name
                elif centre.group_name == name:
                    centre.group_name = None
            return [centre.name for centre in there if centre.group_name == name]
    finally:
        await database.close()


async def _centre_of(session: AsyncSession, founder: Founder, now: datetime) -> Centre:
    centres: Sequence[Centre] = (await session.scalars(select(Centre).order_by(Centre.created_at))).all()
    if founder.centre is not None:
        named = [centre for centre in centres if centre.name == founder.centre]
        return (
            named[0] if named else await open_centre(session, name=founder.centre, zone=founder.zone, now=now)
        )
    if len(centres) == 1:
        return centres[0]
    names = "、".join(centre.name for centre in centres)
    raise CannotFound(
        f"请用 --centre 指定中心{f'：{names}' if names else '的名称'} / "
        f"name the centre with --centre{f': {names}' if names else ''}"
    )
