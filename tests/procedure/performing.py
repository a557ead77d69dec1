"""Who owes a duty, and whether they are let do something about it."""

from collections.abc import Iterator

from app.procedure.actors import Actor
from app.procedure.discharges import DISCHARGED_BY
from app.procedure.duties import Duty
from app.procedure.lifecycle import ACTS, may
from app.procedure.vocabulary import Role
from tests.procedure.exploration import State
from tests.procedure.stories import (
    CENTRE_MANAGER,
    CONTROL_ROOM,
    DESK,
    ENGINEER,
    ENGINEERING,
    GUARD,
    HEAD,
    MANAGER,
    MANAGER_ELSEWHERE,
    OTHER_DESK,
    SECURITY,
)

EVERYBODY = (
    DESK,
    OTHER_DESK,
    MANAGER,
    MANAGER_ELSEWHERE,
    HEAD,
    CENTRE_MANAGER,
    SECURITY,
    ENGINEERING,
    CONTROL_ROOM,
    GUARD,
    ENGINEER,
)
ACT_AT = {act.path: act.action for act in ACTS}


def who_owes(duty: Duty) -> Iterator[Actor]:
    for actor in EVERYBODY:
        if duty.person_id is not None:
            if actor.person_id == duty.person_id:
                yield actor
        elif duty.role is Role.AREA_CUSTOMER_MANAGER:
            if actor.manages_area(duty.area_id):
                yield actor
        elif duty.role is not None and actor.holds(duty.role):
            yield actor


def somebody_may_discharge(duty: Duty, state: State) -> bool:
    return any(
        may(state.facts, ACT_AT[path], state.context(actor)) is None
        for actor in who_owes(duty)
        for path in DISCHARGED_BY[duty.code]
    )
