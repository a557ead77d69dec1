"""What a prompt is: words to read, words to say, or a choice to offer, at a moment of the work."""

from dataclasses import dataclass
from enum import StrEnum

from app.procedure.questions import Condition
from app.procedure.refusal import Words
from app.procedure.suggestion import AT_CONTACT, WRITTEN_NOT_IN_PERSON
from app.procedure.vocabulary import Kind


class Manner(StrEnum):
    """How a prompt is meant."""

    READ = "read"
    SAY = "say"
    OFFER = "offer"


class Moment(StrEnum):
    """When it is shown."""

    INTAKE_AT_DESK = "intake_at_desk"
    INTAKE_BY_COLLEAGUE = "intake_by_colleague"
    INTAKE_IN_CONTROL_ROOM = "intake_in_control_room"
    ANSWER = "answer"
    ON_SCENE = "on_scene"
    STUDY = "study"
    CONSULTATION = "consultation"
    SCRIPT_CONSIDERATION = "script_consideration"


INTAKE = (Moment.INTAKE_AT_DESK, Moment.INTAKE_BY_COLLEAGUE, Moment.INTAKE_IN_CONTROL_ROOM)
MET_OR_HEARD = (Condition("channel", tuple(sorted(AT_CONTACT))),)
WRITTEN_FROM_AFAR = (Condition("channel", tuple(sorted(WRITTEN_NOT_IN_PERSON))),)
OUTSIDE_OUR_SERVICES = (Condition("out_of_scope", (True,)),)
IN_AN_EMERGENCY = (Condition("emergency", filled=True),)
IN_A_DISPUTE = (Condition("dispute", (True,)),)
BY_OTHERS = (Moment.INTAKE_BY_COLLEAGUE, Moment.INTAKE_IN_CONTROL_ROOM)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """One prompt: the clauses it serves, its moments and kinds, what else must hold, its words."""

    code: str
    manner: Manner
    moments: tuple[Moment, ...]
    words: Words
    clauses: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = tuple(Kind)
    shown_if: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of a call: what to say, and the field of the action that confirms it."""

    say: Words
    field: str | None = None
    clause: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """A call, line by line."""

    code: str
    action: str
    label: Words
    clauses: tuple[str, ...]
    steps: tuple[Step, ...]
