"""Who calls: what a token or a key tells of its bearer, at the very moment of the request."""

from datetime import datetime, timedelta

from sqlalchemy import select

from app.database.ids import new_id
from app.procedure.vocabulary import Credential, Role
from app.staff.queries.callers import key_presented, person_signed_in
from app.staff.tables import ApiKey, SignIn
from app.staff.tokens import hash_of, new_session_token
from app.staff.vocabulary import KeyScope
from tests.factories.staff import House


async def test_a_session_tells_the_person_and_the_posts_in_force(house: House) -> None:
    person = await house.person("林晓", Role.FRONT_DESK, Role.AREA_CUSTOMER_MANAGER)
    token = await house.session_of(person)
    actor = await person_signed_in(house.session, hash_of(token), house.now)
    assert actor is not None
    assert (actor.centre_id, actor.person_id) == (house.centre.id, person.id)
    assert actor.credential is Credential.PERSON
    assert actor.roles() == {Role.FRONT_DESK, Role.AREA_CUSTOMER_MANAGER}
    assert actor.manages_area(house.area.id)
    assert not actor.manages_area(new_id())


async def test_someone_without_a_post_is_still_someone(house: House) -> None:
    token = await house.session_of(await house.person("新人"))
    actor = await person_signed_in(house.session, hash_of(token), house.now)
    assert actor is not None
    assert actor.appointments == ()


async def test_a_post_is_held_from_its_beginning_up_to_but_not_at_its_end(house: House) -> None:
    person = await house.person("周岚")
    ends = house.now + timedelta(days=3)
    await house.post(person, Role.CENTRE_MANAGER, starts_at=house.now, ends_at=ends)
    token_hash = hash_of(await house.session_of(person, lasts=timedelta(days=7)))

    async def manages(at: datetime) -> bool:
        actor = await person_signed_in(house.session, token_hash, at)
        assert actor is not None
        return actor.holds(Role.CENTRE_MANAGER)

    second = timedelta(seconds=1)
    assert [await manages(at) for at in (house.now - second, house.now, ends - second, ends)] == [
        False,
        True,
        True,
        False,
    ]


async def test_the_acting_holder_holds_the_post_while_acting(house: House) -> None:
    head, deputy = await house.person("何敏"), await house.person("孙立")
    post = await house.post(head, Role.HEAD_OF_CUSTOMER_SERVICE)
    await house.post(
        deputy,
        Role.HEAD_OF_CUSTOMER_SERVICE,
        starts_at=house.now,
        ends_at=house.now + timedelta(days=2),
        acting_for=post,
    )
    actor = await person_signed_in(house.session, hash_of(await house.session_of(deputy)), house.now)
    assert actor is not None
    assert [(each.role, each.acting) for each in actor.appointments] == [
        (Role.HEAD_OF_CUSTOMER_SERVICE, True)
    ]


async def test_an_unknown_token_is_nobodys(house: House) -> None:
    assert await person_signed_in(house.session, hash_of(new_session_token()), house.now) is None


async def test_a_session_that_ran_out_or_was_ended_is_nobodys(house: House) -> None:
    person = await house.person("林晓", Role.FRONT_DESK)
    over = hash_of(await house.session_of(person, lasts=timedelta(hours=1)))
    assert await person_signed_in(house.session, over, house.now + timedelta(hours=1)) is None
    ended = hash_of(await house.session_of(person))
    (await house.session.get_one(SignIn, ended)).revoked_at = house.now
    await house.session.flush()
    assert await person_signed_in(house.session, ended, house.now) is None


async def test_who_has_left_is_let_in_by_no_session_and_no_delegation(house: House) -> None:
    person = await house.person("林晓", Role.FRONT_DESK)
    token = hash_of(await house.session_of(person))
    key = hash_of(await house.key("助手", KeyScope.READ, by=person, acts_for=person))
    assert await key_presented(house.session, key, house.now) is not None
    person.deactivated_at = house.now
    await house.session.flush()
    assert await person_signed_in(house.session, token, house.now) is None
    assert await key_presented(house.session, key, house.now) is None


async def test_a_session_in_use_lives_on_but_not_for_ever(house: House) -> None:
    token = hash_of(await house.session_of(await house.person("林晓"), lasts=timedelta(hours=8)))
    at = house.now
    while await person_signed_in(house.session, token, at) is not None:
        at += timedelta(hours=7)
    assert timedelta(days=6) < at - house.now <= timedelta(days=7, hours=7)


async def test_the_last_use_is_not_written_with_every_request(house: House) -> None:
    token = hash_of(await house.session_of(await house.person("林晓")))

    async def seen() -> datetime:
        row = select(SignIn.last_seen_at).where(SignIn.token_hash == token)
        return (await house.session.execute(row)).scalar_one()

    await person_signed_in(house.session, token, house.now + timedelta(minutes=4))
    assert await seen() == house.now
    await person_signed_in(house.session, token, house.now + timedelta(minutes=6))
    assert await seen() == house.now + timedelta(minutes=6)


async def test_a_systems_key_names_the_system_and_no_person(house: House) -> None:
    key = hash_of(await house.key("门岗对讲", KeyScope.CAPTURE, by=await house.person("管理员")))
    found = await key_presented(house.session, key, house.now)
    assert found is not None
    actor, scopes = found
    assert (actor.person_id, actor.via, actor.appointments) == (None, "门岗对讲", ())
    assert actor.credential is Credential.SYSTEM_KEY
    assert scopes == {KeyScope.CAPTURE}


async def test_a_delegated_token_carries_the_posts_of_who_gave_it(house: House) -> None:
    person = await house.person("何敏", Role.HEAD_OF_CUSTOMER_SERVICE)
    key = hash_of(await house.key("手机助手", by=person, acts_for=person))
    found = await key_presented(house.session, key, house.now)
    assert found is not None
    assert found[0].credential is Credential.DELEGATED
    assert (found[0].person_id, found[0].via) == (person.id, "手机助手")
    assert found[0].holds(Role.HEAD_OF_CUSTOMER_SERVICE)


async def test_a_key_holds_from_its_beginning_to_its_end_or_until_it_is_taken_back(house: House) -> None:
    admin = await house.person("管理员")
    ends = house.now + timedelta(days=1)
    key = hash_of(await house.key("门岗对讲", KeyScope.READ, by=admin, expires_at=ends))
    second = timedelta(seconds=1)
    held = [
        await key_presented(house.session, key, at) is not None
        for at in (house.now - second, house.now, ends - second, ends)
    ]
    assert held == [False, True, True, False]
    (await house.session.get_one(ApiKey, key)).revoked_at = house.now
    await house.session.flush()
    assert await key_presented(house.session, key, house.now) is None


async def test_a_session_is_no_key_and_a_key_is_no_session(house: House) -> None:
    person = await house.person("林晓")
    token, key = hash_of(await house.session_of(person)), hash_of(await house.key("门岗", by=person))
    assert await key_presented(house.session, token, house.now) is None
    assert await person_signed_in(house.session, key, house.now) is None


async def test_no_token_is_stored_as_it_is(house: House) -> None:
    person = await house.person("林晓")
    token, key = await house.session_of(person), await house.key("门岗", by=person)
    stored = [
        *(
            await house.session.execute(select(SignIn.token_hash).where(SignIn.centre_id == house.centre.id))
        ).scalars(),
        *(
            await house.session.execute(select(ApiKey.key_hash).where(ApiKey.centre_id == house.centre.id))
        ).scalars(),
    ]
    assert {hash_of(token), hash_of(key)} == set(stored)
    assert not {token.encode(), key.encode()} & set(stored)
