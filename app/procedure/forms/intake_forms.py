"""The intake forms as data: per receiving post and matter, what is asked, read and said.

A phone without signal keeps them and shows the right one; no screen holds a rule of its own. The
version is a fingerprint of everything a form says, so that it changes whenever a form does.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.procedure.forms.capture import CONTROL_ROOM_FORMS, PATROL_FORMS
from app.procedure.forms.desk import DESK_FORMS, Fields
from app.procedure.forms.guides import GUIDES, Guide, Matter
from app.procedure.forms.replies import REPLY_WAYS
from app.procedure.forms.situations import SITUATIONS, Situation
from app.procedure.prompts import PROMPTS, SCRIPTS, Manner, Moment, Prompt, prompts_at
from app.procedure.vocabulary import Kind, RelatedProcedure, Role


class Receiver(StrEnum):
    """Who takes the matter in, as far as forms differ."""

    FRONT_DESK = "front_desk"
    CONTROL_ROOM = "control_room"
    PATROL = "patrol"
    OTHER_STAFF = "other_staff"


RECEIVER_OF: Mapping[Role, Receiver] = {
    Role.FRONT_DESK: Receiver.FRONT_DESK,
    Role.CONTROL_ROOM_OPERATOR: Receiver.CONTROL_ROOM,
    Role.PATROL_GUARD: Receiver.PATROL,
    Role.DUTY_ENGINEER: Receiver.PATROL,
    Role.AREA_CUSTOMER_MANAGER: Receiver.PATROL,
    Role.SECURITY_DUTY_SUPERVISOR: Receiver.PATROL,
    Role.ENGINEERING_DUTY_SUPERVISOR: Receiver.PATROL,
    Role.HEAD_OF_CUSTOMER_SERVICE: Receiver.OTHER_STAFF,
    Role.CENTRE_MANAGER: Receiver.OTHER_STAFF,
    Role.OTHER_STAFF: Receiver.OTHER_STAFF,
}
"""An administrator and a group viewer receive nothing."""

FIELDS: Mapping[Receiver, Mapping[Matter, Fields]] = {
    Receiver.FRONT_DESK: DESK_FORMS,
    Receiver.CONTROL_ROOM: CONTROL_ROOM_FORMS,
    Receiver.PATROL: PATROL_FORMS,
    Receiver.OTHER_STAFF: PATROL_FORMS,
}
MOMENT: Mapping[Receiver, Moment] = {
    Receiver.FRONT_DESK: Moment.INTAKE_AT_DESK,
    Receiver.CONTROL_ROOM: Moment.INTAKE_IN_CONTROL_ROOM,
    Receiver.PATROL: Moment.INTAKE_BY_COLLEAGUE,
    Receiver.OTHER_STAFF: Moment.INTAKE_BY_COLLEAGUE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeForm:
    """One form: the fields in order, what to read first, what to say, what may be offered."""

    receiver: Receiver
    kind: Kind | None
    related_procedure: RelatedProcedure | None
    fields: Fields
    read: tuple[Prompt, ...]
    say: tuple[Prompt, ...]
    offer: tuple[Prompt, ...]
    situations: tuple[Situation, ...]
    guide: Guide

    @property
    def matter(self) -> Matter:
        matter = self.kind or self.related_procedure
        assert matter is not None
        return matter


def _form(receiver: Receiver, matter: Matter) -> IntakeForm:
    kind = matter if isinstance(matter, Kind) else None
    prompts = prompts_at(MOMENT[receiver], kind)
    return IntakeForm(
        receiver=receiver,
        kind=kind,
        related_procedure=None if isinstance(matter, Kind) else matter,
        fields=FIELDS[receiver][matter],
        read=tuple(each for each in prompts if each.manner is Manner.READ),
        say=tuple(each for each in prompts if each.manner is Manner.SAY),
        offer=tuple(each for each in prompts if each.manner is Manner.OFFER),
        situations=SITUATIONS if kind is Kind.HELP else (),
        guide=GUIDES[matter],
    )


FORMS: Mapping[tuple[Receiver, Matter], IntakeForm] = {
    (receiver, matter): _form(receiver, matter) for receiver in Receiver for matter in GUIDES
}

FORM_VERSION = hashlib.sha256(
    repr((tuple(FORMS.values()), PROMPTS, SCRIPTS, tuple(REPLY_WAYS.items()))).encode()
).hexdigest()[:12]


def form_of(role: Role, matter: Matter) -> IntakeForm | None:
    """The form a post fills for this matter; none where the post receives nothing."""
    receiver = RECEIVER_OF.get(role)
    return FORMS[receiver, matter] if receiver else None
