"""A centre's first administrator, made at the command line."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import create_async_engine

from app.centre.tables import Centre
from app.database.embedded import EmbeddedServer
from app.founding import CannotFound, Founder, found
from app.metadata import METADATA
from app.procedure.vocabulary import Role
from app.settings import Settings
from app.staff.tables import Appointment, Person, SignInName

NOW = datetime(2026, 4, 1, 2, tzinfo=UTC)
LIN = Founder("林静", "lin", "a long enough word", "东湖服务中心")


@pytest.fixture
async def empty(server: EmbeddedServer, settings: Settings) -> Settings:
    """An empty store with its tables."""
    engine = create_async_engine(server.url())
    async with engine.begin() as connection:
        await connection.run_sync(METADATA.create_all)
    await engine.dispose()
    return settings.model_copy(update={"password_rounds": 1, "password_memory_kib": 8})


async def administrators(settings: Settings) -> list[tuple[str, ...]]:
    engine = create_async_engine(settings.sqlalchemy_url())
    asked = (
        select(Centre.name, Person.name, SignInName.login)
        .join(Person, Person.centre_id == Centre.id)
        .join(SignInName, SignInName.person_id == Person.id)
        .join(Appointment, Appointment.person_id == Person.id)
        .where(Appointment.role == Role.ADMINISTRATOR)
        .order_by(SignInName.login)
    )
    async with engine.connect() as connection:
        rows = [tuple(row) for row in await connection.execute(asked)]
    await engine.dispose()
    return rows


async def test_a_new_name_opens_the_centre_with_its_administrator(empty: Settings) -> None:
    assert await found(empty, LIN, NOW) == "东湖服务中心"
    assert await administrators(empty) == [("东湖服务中心", "林静", "lin")]


async def test_a_further_one_joins_the_only_centre_there_is(empty: Settings) -> None:
    await found(empty, LIN, NOW)
    assert await found(empty, Founder("陈宇", "chen", "another long word"), NOW) == "东湖服务中心"
    assert [login for _, _, login in await administrators(empty)] == ["chen", "lin"]


async def test_the_centre_must_be_named_where_there_is_none_or_several(empty: Settings) -> None:
    nameless = Founder("陈宇", "chen", "another long word")
    with pytest.raises(CannotFound, match="--centre"):
        await found(empty, nameless, NOW)
    await found(empty, LIN, NOW)
    await found(empty, Founder("周凯", "zhou", "one more long word", "西山服务中心"), NOW)
    with pytest.raises(CannotFound, match="东湖服务中心、西山服务中心"):
        await found(empty, nameless, NOW)


@pytest.mark.parametrize(
    ("founder", "why"),
    [
        (Founder("陈宇", "lin", "another long word"), "sign-in name already"),
        (Founder("陈宇", "chen", "short"), "at least 8"),
    ],
)
async def test_what_is_refused_leaves_nothing_behind(empty: Settings, founder: Founder, why: str) -> None:
    await found(empty, LIN, NOW)
    with pytest.raises(CannotFound, match=why):
        await found(empty, founder, NOW)
    assert await administrators(empty) == [("东湖服务中心", "林静", "lin")]
