"""Signing in: who fits, who does not, and what stays written when nobody is let in."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from app.database.ids import new_id
from app.database.session import Database
from app.procedure.refusal import Refused
from app.procedure.vocabulary import Role
from app.staff.actions.guesses import MustWait
from app.staff.actions.people import deactivate, give_login, give_password, take_on
from app.staff.actions.signing_in import (
    Attempt,
    PasswordChange,
    SignedIn,
    change_password,
    end_session,
    set_password,
    sign_in,
    sign_out,
)
from app.staff.passwords import Passwords
from app.staff.queries.callers import key_presented, person_signed_in
from app.staff.queries.people import login_of
from app.staff.tables import Person, SignIn, SignInName
from app.staff.tokens import hash_of
from app.staff.vocabulary import KeyScope
from tests.conftest import NOON, OneConnection
from tests.factories.staff import House

pytestmark = pytest.mark.usefixtures("lin")

GOOD, OTHER = "seven green lanterns", "eight red lanterns"
RIGHT = Attempt("lin.qian", GOOD, "192.0.2.7", "Firefox")
WRONG = replace(RIGHT, password="nine blue lanterns")


@pytest.fixture
async def lin(house: House, passwords: Passwords) -> Person:
    person = await house.person("林倩", Role.FRONT_DESK)
    name = await give_login(house.session, person, "Lin.Qian")
    await set_password(house.session, passwords, name, GOOD, house.now)
    return person


@pytest.fixture
def store(connection: AsyncConnection) -> Database:
    """The database as a request sees it: each transaction of its own, inside the test's."""
    return OneConnection(connection)


async def tell_apart(session: AsyncSession, token: str) -> bool:
    return await person_signed_in(session, hash_of(token), NOON) is not None


async def enter(store: Database, passwords: Passwords, attempt: Attempt = RIGHT) -> SignedIn:
    opened = await sign_in(store, passwords, attempt, NOON)
    assert opened is not None
    return opened


async def test_name_and_password_open_a_session(
    house: House, lin: Person, store: Database, passwords: Passwords
) -> None:
    opened = await enter(store, passwords)
    actor = await person_signed_in(house.session, hash_of(opened.token), NOON)
    assert actor is not None
    assert (actor.person_id, actor.centre_id) == (lin.id, house.centre.id)


async def test_each_sign_in_is_a_session_of_its_own(store: Database, passwords: Passwords) -> None:
    assert (await enter(store, passwords)).token != (await enter(store, passwords)).token


async def test_a_wrong_password_an_unknown_name_and_one_without_password_look_the_same(
    house: House, store: Database, passwords: Passwords
) -> None:
    silent = await house.person("周岚")
    await give_login(house.session, silent, "zhou.lan")
    assert await sign_in(store, passwords, WRONG, NOON) is None
    assert await sign_in(store, passwords, replace(RIGHT, login="nobody"), NOON) is None
    assert await sign_in(store, passwords, replace(RIGHT, login="zhou.lan"), NOON) is None


async def test_guessing_on_makes_even_the_right_password_wait(store: Database, passwords: Passwords) -> None:
    for _ in range(5):
        assert await sign_in(store, passwords, WRONG, NOON) is None
    with pytest.raises(MustWait) as told:
        await sign_in(store, passwords, RIGHT, NOON)
    assert told.value.until > NOON
    assert await sign_in(store, passwords, RIGHT, told.value.until) is not None


async def test_who_gets_it_right_begins_anew(store: Database, passwords: Passwords) -> None:
    for _ in range(3):
        for _ in range(4):
            assert await sign_in(store, passwords, WRONG, NOON) is None
        await enter(store, passwords)


async def test_who_has_left_does_not_sign_in(
    house: House, lin: Person, store: Database, passwords: Passwords
) -> None:
    await deactivate(house.session, lin, lin.id, house.now)
    assert await sign_in(store, passwords, RIGHT, NOON) is None


async def test_signing_out_ends_this_session_and_no_other(
    house: House, store: Database, passwords: Passwords
) -> None:
    here, elsewhere = await enter(store, passwords), await enter(store, passwords)
    await sign_out(house.session, hash_of(here.token), NOON)
    assert not await tell_apart(house.session, here.token)
    assert await tell_apart(house.session, elsewhere.token)


async def test_one_ends_ones_own_sessions_only(
    house: House, lin: Person, store: Database, passwords: Passwords
) -> None:
    opened = await enter(store, passwords)
    stranger = await house.person("周岚")
    its_id = (await house.session.get_one(SignIn, hash_of(opened.token))).id
    for whose, which in ((stranger.id, its_id), (lin.id, new_id())):
        with pytest.raises(Refused) as refused:
            await end_session(house.session, house.centre.id, whose, which, NOON)
        assert refused.value.refusal.code == "not_found"
    assert await tell_apart(house.session, opened.token)
    await end_session(house.session, house.centre.id, lin.id, its_id, NOON)
    assert not await tell_apart(house.session, opened.token)


async def change(store: Database, passwords: Passwords, lin: Person, current: str, token: str) -> None:
    wish = PasswordChange(current, OTHER, "192.0.2.7")
    await change_password(store, passwords, (lin.centre_id, lin.id), wish, hash_of(token), NOON)


async def test_a_new_password_ends_what_the_old_one_opened_but_not_the_screen_at_hand(
    house: House, lin: Person, store: Database, passwords: Passwords
) -> None:
    here, elsewhere = await enter(store, passwords), await enter(store, passwords)
    token = await house.key("手机助手", KeyScope.READ, by=lin, acts_for=lin)
    await change(store, passwords, lin, GOOD, here.token)
    assert await tell_apart(house.session, here.token)
    assert not await tell_apart(house.session, elsewhere.token)
    assert await key_presented(house.session, hash_of(token), NOON) is None
    assert await sign_in(store, passwords, RIGHT, NOON) is None
    await enter(store, passwords, replace(RIGHT, password=OTHER))


async def test_who_finds_a_screen_unlocked_cannot_guess_the_password_there(
    lin: Person, store: Database, passwords: Passwords
) -> None:
    here = await enter(store, passwords)
    for _ in range(5):
        with pytest.raises(Refused) as refused:
            await change(store, passwords, lin, "nine blue lanterns", here.token)
        assert refused.value.refusal.code == "wrong_password"
    with pytest.raises(MustWait):
        await change(store, passwords, lin, GOOD, here.token)


async def test_a_password_given_by_another_is_to_be_changed_and_ends_every_session(
    house: House, lin: Person, store: Database, passwords: Passwords
) -> None:
    opened = await enter(store, passwords)
    token = await house.key("手机助手", KeyScope.READ, by=lin, acts_for=lin)
    await give_password(house.session, passwords, lin, OTHER, house.now)
    name = await login_of(house.session, lin.centre_id, lin.id)
    assert name is not None
    assert name.must_change
    assert not await tell_apart(house.session, opened.token)
    assert await key_presented(house.session, hash_of(token), NOON) is None


async def test_sessions_long_over_are_swept_away(house: House, store: Database, passwords: Passwords) -> None:
    await enter(store, passwords)
    assert await sign_in(store, passwords, RIGHT, NOON + timedelta(days=30)) is not None
    assert len((await house.session.execute(select(SignIn.id))).all()) == 1


async def test_many_guesses_at_once_count_as_many(own_database: Database, passwords: Passwords) -> None:
    outcomes = await asyncio.gather(
        *(sign_in(own_database, passwords, WRONG, NOON) for _ in range(20)), return_exceptions=True
    )
    assert sum(outcome is None for outcome in outcomes) == 5
    assert sum(isinstance(outcome, MustWait) for outcome in outcomes) == 15


class Slow(Passwords):
    """While this one checks, an administrator gives the person another password."""

    def __init__(self, database: Database, passwords: Passwords, login: str) -> None:
        self.database, self.passwords, self.login = database, passwords, login

    async def fits(self, password: str, stored: str | None) -> bool:
        good = await self.passwords.fits(password, stored)
        async with self.database.transaction() as session:
            name = await session.get_one(SignInName, self.login)
            name.password_hash = await self.passwords.hash(OTHER)
        return good


async def test_a_password_replaced_while_it_is_being_checked_opens_nothing(
    store: Database, passwords: Passwords
) -> None:
    assert await sign_in(store, Slow(store, passwords, "lin.qian"), RIGHT, NOON) is None
    await enter(store, passwords, replace(RIGHT, password=OTHER))


async def test_a_sign_in_name_belongs_to_one_person_in_the_whole_store(house: House) -> None:
    with pytest.raises(Refused) as refused:
        await take_on(house.session, house.centre.id, name="另一位", now=house.now, login="LIN.QIAN")
    assert refused.value.refusal.code == "login_taken"
