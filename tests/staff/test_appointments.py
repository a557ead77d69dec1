"""Posts: dated, personal, and never two at once where the procedure means one."""

from datetime import timedelta
from uuid import UUID

import pytest

from app.database.ids import new_id
from app.procedure.refusal import Refused
from app.procedure.vocabulary import Department, Role
from app.staff.actions.appointments import Post, Stand, appoint, appoint_acting, change
from app.staff.queries.appointments import holders, posts_of
from app.staff.tables import Appointment, Person
from tests.factories.staff import House, a_house

DAY = timedelta(days=1)
HEAD = Role.HEAD_OF_CUSTOMER_SERVICE


async def give(
    house: House,
    person: Person,
    role: Role,
    *,
    begins: int = 0,
    ends: int | None = None,
    area_id: UUID | None = None,
    department: Department | None = None,
    reports_to_id: UUID | None = None,
) -> Appointment:
    """Appoints, with days from now as its dates."""
    if role is Role.AREA_CUSTOMER_MANAGER and area_id is None:
        area_id = house.area.id
    post = Post(
        role=role,
        area_id=area_id,
        department=department,
        starts_at=house.now + begins * DAY,
        ends_at=None if ends is None else house.now + ends * DAY,
        reports_to_id=reports_to_id,
    )
    return await appoint(house.session, house.centre.id, person.id, post, by=None, now=house.now)


async def stand_in(
    house: House, person: Person, held: Appointment, begins: int = 0, ends: int = 2
) -> Appointment:
    stand = Stand(acting_for_id=held.id, starts_at=house.now + begins * DAY, ends_at=house.now + ends * DAY)
    return await appoint_acting(house.session, house.centre.id, person.id, stand, by=None, now=house.now)


def code_of(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.refusal.code


async def test_a_post_belongs_to_its_department(house: House) -> None:
    guard = await give(house, await house.person("孙立"), Role.PATROL_GUARD)
    assert guard.department == Department.SECURITY
    other = await give(house, await house.person("李霞"), Role.OTHER_STAFF, department=Department.ENGINEERING)
    assert other.department == Department.ENGINEERING


async def test_a_post_is_not_put_into_a_foreign_department(house: House) -> None:
    person = await house.person("孙立")
    with pytest.raises(Refused) as refused:
        await give(house, person, Role.PATROL_GUARD, department=Department.ENGINEERING)
    assert code_of(refused) == "department_of_the_post"


@pytest.mark.clause("3.2-a")
async def test_an_area_manager_has_an_area_and_nobody_else_has(house: House) -> None:
    person = await house.person("周岚")
    post = Post(role=Role.AREA_CUSTOMER_MANAGER, starts_at=house.now)
    with pytest.raises(Refused) as without:
        await appoint(house.session, house.centre.id, person.id, post, by=None, now=house.now)
    with pytest.raises(Refused) as with_area:
        await give(house, person, Role.FRONT_DESK, area_id=house.area.id)
    assert {code_of(without), code_of(with_area)} == {"area_of_the_post"}


async def test_an_area_of_another_centre_is_none(house: House) -> None:
    elsewhere = await a_house(house.session, house.now, "别处苑")
    with pytest.raises(Refused) as refused:
        await give(house, await house.person("周岚"), Role.AREA_CUSTOMER_MANAGER, area_id=elsewhere.area.id)
    assert code_of(refused) == "area_unknown"


async def test_a_person_of_another_centre_is_nobody(house: House) -> None:
    elsewhere = await a_house(house.session, house.now, "别处苑")
    with pytest.raises(Refused) as refused:
        await give(house, await elsewhere.person("外人"), Role.FRONT_DESK)
    assert code_of(refused) == "not_found"


@pytest.mark.parametrize("role", [HEAD, Role.CENTRE_MANAGER, Role.AREA_CUSTOMER_MANAGER])
async def test_a_post_named_in_the_singular_has_one_holder_at_a_time(house: House, role: Role) -> None:
    await give(house, await house.person("何敏"), role, ends=10)
    with pytest.raises(Refused) as refused:
        await give(house, await house.person("孙立"), role, begins=9)
    assert code_of(refused) == "post_is_held"
    await give(house, await house.person("李霞"), role, begins=10)


async def test_many_people_work_at_the_desk(house: House) -> None:
    for name in ("林倩", "周岚", "李霞"):
        await give(house, await house.person(name), Role.FRONT_DESK)
    assert len(await holders(house.session, house.centre.id, Role.FRONT_DESK, house.now)) == 3


async def test_nobody_holds_the_same_post_twice(house: House) -> None:
    person = await house.person("林倩")
    await give(house, person, Role.FRONT_DESK, ends=10)
    with pytest.raises(Refused) as refused:
        await give(house, person, Role.FRONT_DESK, begins=5)
    assert code_of(refused) == "holds_it_already"
    await give(house, person, Role.FRONT_DESK, begins=10)


async def test_a_post_ends_after_it_begins(house: House) -> None:
    with pytest.raises(Refused) as refused:
        await give(house, await house.person("林倩"), Role.FRONT_DESK, begins=3, ends=3)
    assert code_of(refused) == "not_in_order"


async def test_who_has_left_is_appointed_to_nothing(house: House) -> None:
    person = await house.person("林倩")
    person.deactivated_at = house.now
    await house.session.flush()
    with pytest.raises(Refused) as refused:
        await give(house, person, Role.FRONT_DESK)
    assert code_of(refused) == "has_left"


async def test_nobody_is_the_own_superior(house: House) -> None:
    person = await house.person("何敏")
    head = await give(house, person, HEAD)
    with pytest.raises(Refused) as refused:
        await give(house, person, Role.FRONT_DESK, reports_to_id=head.id)
    assert code_of(refused) == "own_superior"
    desk = await give(house, await house.person("林倩"), Role.FRONT_DESK, reports_to_id=head.id)
    assert desk.reports_to_id == head.id


async def test_acting_takes_over_the_post_as_it_is_and_for_a_time(house: House) -> None:
    manager = await give(house, await house.person("周岚"), Role.AREA_CUSTOMER_MANAGER)
    deputy = await house.person("李霞")
    acting = await stand_in(house, deputy, manager, begins=1, ends=3)
    assert (acting.role, acting.area_id, acting.acting) == (manager.role, house.area.id, True)

    async def manages(day: int) -> bool:
        held = await posts_of(house.session, house.centre.id, [deputy.id], house.now + day * DAY)
        return bool(held[deputy.id])

    assert [await manages(day) for day in range(4)] == [False, True, True, False]


async def test_nobody_acts_for_oneself_nor_for_who_is_acting(house: House) -> None:
    head, deputy = await house.person("何敏"), await house.person("孙立")
    held = await give(house, head, HEAD)
    with pytest.raises(Refused) as for_oneself:
        await stand_in(house, head, held)
    acting = await stand_in(house, deputy, held)
    with pytest.raises(Refused) as for_acting:
        await stand_in(house, await house.person("李霞"), acting)
    assert (code_of(for_oneself), code_of(for_acting)) == ("acting_for_oneself", "acting_for_acting")


async def test_one_acts_only_while_the_post_is_held(house: House) -> None:
    held = await give(house, await house.person("何敏"), HEAD, begins=1, ends=5)
    deputy = await house.person("孙立")
    for begins, ends in ((0, 3), (2, 6)):
        with pytest.raises(Refused) as refused:
            await stand_in(house, deputy, held, begins, ends)
        assert code_of(refused) == "outside_the_post"
    await stand_in(house, deputy, held, 1, 5)


async def test_a_post_has_one_acting_holder_at_a_time(house: House) -> None:
    held = await give(house, await house.person("何敏"), HEAD)
    await stand_in(house, await house.person("孙立"), held, ends=3)
    with pytest.raises(Refused) as refused:
        await stand_in(house, await house.person("李霞"), held, begins=2, ends=4)
    assert code_of(refused) == "post_is_held"


async def test_who_acts_stops_when_the_post_ends(house: House) -> None:
    held = await give(house, await house.person("何敏"), HEAD)
    running = await stand_in(house, await house.person("孙立"), held, 0, 2)
    planned = await stand_in(house, await house.person("李霞"), held, 3, 4)
    await change(house.session, held, {"ends_at": house.now + DAY}, house.now)
    for each in (running, planned):
        await house.session.refresh(each)
    assert running.ends_at == house.now + DAY
    assert planned.ends_at == planned.starts_at


async def test_a_planned_post_is_called_off_and_was_never_in_force(house: House) -> None:
    person = await house.person("何敏")
    planned = await give(house, person, HEAD, begins=5)
    await change(house.session, planned, {"ends_at": house.now}, house.now)
    assert planned.ends_at == planned.starts_at
    assert await holders(house.session, house.centre.id, HEAD, planned.starts_at) == []
    await give(house, await house.person("孙立"), HEAD, begins=4, ends=6)


async def test_what_is_over_stays_as_it_was(house: House) -> None:
    held = await give(house, await house.person("何敏"), HEAD, ends=1)
    with pytest.raises(Refused) as refused:
        await change(house.session, held, {"ends_at": None}, house.now + DAY)
    assert code_of(refused) == "over_already"


async def test_an_end_is_not_moved_into_the_past(house: House) -> None:
    held = await house.post(await house.person("何敏"), HEAD)
    with pytest.raises(Refused) as refused:
        await change(house.session, held, {"ends_at": house.now - DAY}, house.now)
    assert code_of(refused) == "ends_in_the_past"


async def test_acting_cannot_be_made_endless_nor_outlive_the_post(house: House) -> None:
    held = await give(house, await house.person("何敏"), HEAD, ends=5)
    acting = await stand_in(house, await house.person("孙立"), held)
    with pytest.raises(Refused) as endless:
        await change(house.session, acting, {"ends_at": None}, house.now)
    with pytest.raises(Refused) as outliving:
        await change(house.session, acting, {"ends_at": house.now + 6 * DAY}, house.now)
    assert (code_of(endless), code_of(outliving)) == ("acting_is_dated", "outside_the_post")


async def test_a_longer_post_does_not_reach_into_anothers(house: House) -> None:
    first = await give(house, await house.person("何敏"), HEAD, ends=5)
    await give(house, await house.person("孙立"), HEAD, begins=5)
    with pytest.raises(Refused) as refused:
        await change(house.session, first, {"ends_at": house.now + 6 * DAY}, house.now)
    assert code_of(refused) == "post_is_held"


async def test_the_centre_keeps_an_administrator(house: House) -> None:
    only = await give(house, await house.person("管理员"), Role.ADMINISTRATOR)
    with pytest.raises(Refused) as refused:
        await change(house.session, only, {"ends_at": house.now}, house.now)
    assert code_of(refused) == "last_administrator"
    await give(house, await house.person("另一位"), Role.ADMINISTRATOR)
    await change(house.session, only, {"ends_at": house.now}, house.now)


async def test_one_stays_administrator_when_the_last_one_is_to_end_later(house: House) -> None:
    """A date in the future ends the post as surely as today's."""
    only = await give(house, await house.person("管理员"), Role.ADMINISTRATOR)
    with pytest.raises(Refused) as refused:
        await change(house.session, only, {"ends_at": house.now + DAY}, house.now)
    assert code_of(refused) == "last_administrator"


async def test_the_holder_comes_before_who_is_acting(house: House) -> None:
    held = await give(house, await house.person("何敏"), HEAD)
    acting = await stand_in(house, await house.person("孙立"), held)
    found = await holders(house.session, house.centre.id, HEAD, house.now)
    assert [each.id for each in found] == [held.id, acting.id]
    assert await holders(house.session, new_id(), HEAD, house.now) == []
