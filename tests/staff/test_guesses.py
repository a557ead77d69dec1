"""Guessing passwords: counted in the store, ever slower, and never to the harm of the house."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.staff.actions.guesses import (
    FORGOTTEN_AFTER,
    LONGEST_WAIT,
    MustWait,
    Suspect,
    count_try,
    of_address,
    of_name,
    take_back,
)
from app.staff.tables import SignInGuess
from tests.conftest import NOON


async def tries_until_told_to_wait(session: AsyncSession, suspect: Suspect, now: datetime) -> int:
    for tries in range(1000):
        try:
            await count_try(session, [suspect], now)
        except MustWait:
            return tries
    raise AssertionError("nobody was ever told to wait")


async def test_a_name_may_be_mistyped_five_times_and_an_address_more_often(session: AsyncSession) -> None:
    assert await tries_until_told_to_wait(session, of_name("lin.qian"), NOON) == 5
    assert await tries_until_told_to_wait(session, of_address("192.0.2.7"), NOON) == 60


async def test_each_further_failure_doubles_the_wait_up_to_a_limit(session: AsyncSession) -> None:
    name, now, waits = of_name("lin.qian"), NOON, []
    await tries_until_told_to_wait(session, name, now)
    for _ in range(8):
        with pytest.raises(MustWait) as told:
            await count_try(session, [name], now)
        waits.append(told.value.until - now)
        now = told.value.until
        await count_try(session, [name], now)
    assert waits[:3] == [timedelta(seconds=30), timedelta(seconds=60), timedelta(seconds=120)]
    assert waits == sorted(waits)
    assert waits[-1] == LONGEST_WAIT


async def test_waiting_out_the_time_gives_one_try_and_not_a_second(session: AsyncSession) -> None:
    name = of_name("lin.qian")
    await tries_until_told_to_wait(session, name, NOON)
    await count_try(session, [name], NOON + timedelta(seconds=30))
    with pytest.raises(MustWait):
        await count_try(session, [name], NOON + timedelta(seconds=31))


async def test_old_failures_are_forgotten(session: AsyncSession) -> None:
    name = of_name("lin.qian")
    await tries_until_told_to_wait(session, name, NOON)
    assert await tries_until_told_to_wait(session, name, NOON + FORGOTTEN_AFTER + timedelta(seconds=1)) == 5


async def test_a_good_sign_in_clears_the_name_but_does_not_free_the_address(session: AsyncSession) -> None:
    name, address = of_name("lin.qian"), of_address("192.0.2.7")
    for _ in range(4):
        await count_try(session, [name, address], NOON)
    await take_back(session, name, address, NOON)
    counted = {row.subject: row.tries for row in (await session.execute(select(SignInGuess))).scalars()}
    assert counted == {address.subject: 3}


async def test_guesses_on_one_name_do_not_lock_another(session: AsyncSession) -> None:
    await tries_until_told_to_wait(session, of_name("lin.qian"), NOON)
    await count_try(session, [of_name("zhou.lan")], NOON)


async def test_neither_names_nor_addresses_are_stored_as_they_are(session: AsyncSession) -> None:
    await count_try(session, [of_name("a-password-in-the-wrong-field"), of_address("192.0.2.7")], NOON)
    for row in (await session.execute(select(SignInGuess))).scalars():
        assert len(row.subject) == 32
        assert b"192.0.2.7" not in row.subject


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.7", "192.0.2.7", True),
        ("192.0.2.7", "192.0.2.8", False),
        ("fe80::1%eth0", "fe80::2", True),
    ],
)
def test_one_subscriber_is_one_address(one: str, other: str, same: bool) -> None:
    assert (of_address(one).subject == of_address(other).subject) is same
