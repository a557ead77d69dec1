"""How cases begin: every kind, by whom it reaches the centre, and under what is settled there."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.procedure.actions.intake import OffHoursReceiver, ReferChoice, TakeIn
from app.procedure.vocabulary import EmergencyType, RelatedProcedure
from tests.procedure.exploration import POLICY
from tests.procedure.stories import (
    CONTROL_ROOM,
    DESK,
    GUARD,
    HEAD,
    NIGHT,
    Story,
    challenge,
    help_wanted,
    id_of,
    inquiry,
    letter,
    script,
    suggestion,
    taken_in,
)

WHOLE: dict[str, Any] = {"words": "推车", "contact": "13800000000"}
TAKE_CONTACT = {"refer_choice": ReferChoice.CONTACT_TAKEN}


def begins(taken: TakeIn, actor: Any = DESK, **said: Any) -> Story:
    return taken_in(actor, taken, **({"policy": POLICY} | said))


def _beginnings() -> dict[str, Story]:
    strict = replace(POLICY, desk_window=0)
    lenient = replace(POLICY, sensitive_at_desk_blocked=False)
    outside = inquiry(out_of_scope=True)
    promised = inquiry(sure=False, finding_out_myself=True, **TAKE_CONTACT)
    return {
        "suggestion": begins(suggestion()),
        "letter": begins(letter()),
        "joint suggestion": begins(suggestion(joint_count=6)),
        "captured suggestion": begins(suggestion(), GUARD),
        "inquiry": begins(inquiry()),
        "inquiry outside our services": begins(outside),
        "inquiry, sheet at once": begins(inquiry(), policy=strict),
        "inquiry a guard promised to find out": begins(promised, GUARD),
        "offline note": begins(TakeIn(recorded_offline=True), GUARD),
        "offline inquiry": begins(inquiry(recorded_offline=True, contact=None), GUARD),
        "challenge": begins(challenge()),
        "sensitive challenge": begins(challenge(sensitive=True)),
        "sensitive challenge, left to the desk": begins(challenge(sensitive=True), policy=lenient),
        "challenge about the head": begins(challenge(sensitive=True, persons_concerned=(id_of(HEAD),))),
        "challenge with a unified answer": begins(challenge(sensitive=True), script=script()),
        "challenge with a designee": begins(challenge(), script=script(GUARD)),
        "help": begins(help_wanted(**WHOLE)),
        "emergency in a dispute": begins(help_wanted(emergency=EmergencyType.FIRE, dispute=True, **WHOLE)),
        "help a guard gives": begins(help_wanted(handling_myself=True, **WHOLE), GUARD),
        "help by day in the control room": begins(help_wanted(**WHOLE), CONTROL_ROOM),
        "help by night in the control room": taken_in(
            CONTROL_ROOM,
            help_wanted(notify=(OffHoursReceiver.PATROL_GUARD,), **WHOLE),
            NIGHT,
            policy=POLICY,
        ),
        "help that needs nobody": begins(help_wanted(nobody_needed_on_site=True)),
        "complaint": begins(TakeIn(related_procedure=RelatedProcedure.COMPLAINT, words="话")),
    }


BEGINNINGS: Mapping[str, Story] = _beginnings()
