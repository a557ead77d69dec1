"""Stories of a case, told in a few lines: who did what, what was refused, what is owed now."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from app.procedure.actions.answers import CannotAnswer, IssueSheet, RecordFindings, Reply
from app.procedure.actions.closing import RecordCallback, ReturnSheet
from app.procedure.actions.help import Acknowledge, Arrive, Dispatch, RecordResult, WriteDutyLog
from app.procedure.actions.intake import TakeIn
from app.procedure.actions.suggestions import BeginStudy, Decide
from app.procedure.actors import Actor, Appointment
from app.procedure.challenge import digest_of
from app.procedure.context import Context, ScriptInForce
from app.procedure.duties import Duty, DutyCode
from app.procedure.events.common import Event
from app.procedure.facts import CaseFacts
from app.procedure.lifecycle import Decided, begin, decide, may
from app.procedure.owed import owed
from app.procedure.policy import Policy
from app.procedure.refusal import Refusal
from app.procedure.vocabulary import (
    Channel,
    Contact,
    Credential,
    Decision,
    Department,
    HelpOutcome,
    Kind,
    ReplyChannel,
    ResidentType,
    Role,
    Satisfaction,
)
from tests.procedure.calendars import EVERY_DAY, at

CENTRE, AREA, OTHER_AREA, UNIT, RESIDENT = (UUID(int=each) for each in range(101, 106))
CASE = UUID(int=200)
MORNING = at("2026-04-01 10:00")
"""A Wednesday; the desk opens at half past eight and closes at six."""

NIGHT = at("2026-04-01 22:30")
NEXT_DAY = at("2026-04-02 10:00")


def person(number: int, *roles: Role, area: UUID | None = None) -> Actor:
    """Somebody who holds these posts."""
    posts = tuple(
        Appointment(
            id=UUID(int=1000 + number),
            role=role,
            area_id=(area or AREA) if role is Role.AREA_CUSTOMER_MANAGER else None,
        )
        for role in roles
    )
    return Actor(
        centre_id=CENTRE,
        person_id=UUID(int=number),
        credential=Credential.PERSON,
        appointments=posts,
    )


DESK = person(1, Role.FRONT_DESK)
OTHER_DESK = person(2, Role.FRONT_DESK)
MANAGER = person(3, Role.AREA_CUSTOMER_MANAGER)
MANAGER_ELSEWHERE = person(4, Role.AREA_CUSTOMER_MANAGER, area=OTHER_AREA)
HEAD = person(5, Role.HEAD_OF_CUSTOMER_SERVICE)
CENTRE_MANAGER = person(6, Role.CENTRE_MANAGER)
SECURITY = person(7, Role.SECURITY_DUTY_SUPERVISOR)
ENGINEERING = person(8, Role.ENGINEERING_DUTY_SUPERVISOR)
CONTROL_ROOM = person(9, Role.CONTROL_ROOM_OPERATOR)
GUARD = person(10, Role.PATROL_GUARD)
OTHER_GUARD = person(11, Role.PATROL_GUARD)
ENGINEER = person(12, Role.DUTY_ENGINEER)
CLEANER = person(13, Role.OTHER_STAFF)
ADMINISTRATOR = person(14, Role.ADMINISTRATOR)
VIEWER = person(15, Role.GROUP_VIEWER)
NOBODY = person(16)
A_SYSTEM = Actor(centre_id=CENTRE, person_id=None, credential=Credential.SYSTEM_KEY, via="hotline")
TIME = Actor(centre_id=CENTRE, person_id=None, credential=Credential.TIME)

STAFF = (
    DESK,
    MANAGER,
    HEAD,
    CENTRE_MANAGER,
    SECURITY,
    ENGINEERING,
    CONTROL_ROOM,
    GUARD,
    ENGINEER,
    CLEANER,
)
NOT_STAFF = (ADMINISTRATOR, VIEWER, NOBODY, A_SYSTEM, TIME)


def role_of(actor: Actor) -> Role | None:
    return next(iter(actor.roles()), None)


def delegated(actor: Actor) -> Actor:
    """The same person's token, in a system's hands."""
    return replace(actor, credential=Credential.DELEGATED, via="assistant")


def id_of(actor: Actor) -> UUID:
    assert actor.person_id is not None
    return actor.person_id


def setting(actor: Actor, now: datetime = MORNING, **said: Any) -> Context:
    """The moment an action is decided in."""
    known: dict[str, Any] = {
        "policy": Policy(version=1),
        "calendar": EVERY_DAY,
        "area_managers": frozenset({id_of(MANAGER)}),
        "heads": frozenset({id_of(HEAD)}),
    }
    return Context(now=now, actor=actor, **(known | said))


SCRIPT = ScriptInForce(
    script_id=UUID(int=301),
    version_id=UUID(int=302),
    version=2,
    digest=digest_of("统一口径"),
)


def script(*designees: Actor, absent: tuple[Actor, ...] = ()) -> ScriptInForce:
    """The unified answer in force, and who alone gives it."""
    return replace(
        SCRIPT,
        designees=frozenset(map(id_of, designees)),
        absent=frozenset(map(id_of, absent)),
    )


@dataclass(frozen=True)
class Story:
    """A case so far. Every step gives a new story; what stays the same is said once with `under`."""

    facts: CaseFacts
    events: tuple[Event, ...]
    now: datetime
    said: dict[str, Any]

    def then(self, actor: Actor, action: Any, **said: Any) -> "Story":
        """It is done; a refusal fails the test."""
        decided = decide(self.facts, action, setting(actor, self.now, **(self.said | said)))
        assert isinstance(decided, Decided), decided
        return replace(self, facts=decided.facts, events=self.events + decided.events)

    def refused(self, actor: Actor, action: Any, **said: Any) -> Refusal:
        """It is refused, and this is why."""
        answer = decide(self.facts, action, setting(actor, self.now, **(self.said | said)))
        assert isinstance(answer, Refusal), "it was allowed"
        return answer

    def may(self, actor: Actor, action: type, **said: Any) -> Refusal | None:
        return may(self.facts, action, setting(actor, self.now, **(self.said | said)))

    def after(self, **time: float) -> "Story":
        return replace(self, now=self.now + timedelta(**time))

    def at(self, now: datetime) -> "Story":
        return replace(self, now=now)

    def under(self, **said: Any) -> "Story":
        """What holds from here on: a policy, a script in force, who is on duty."""
        return replace(self, said=self.said | said)

    @cached_property
    def owes(self) -> dict[str, Duty]:
        return {duty.key: duty for duty in owed(self.facts)}

    def duty(self, code: DutyCode) -> Duty:
        found = [duty for duty in owed(self.facts) if duty.code is code]
        assert len(found) == 1, f"{code} is owed {len(found)} times"
        return found[0]

    def owes_no(self, code: DutyCode) -> bool:
        return all(duty.code is not code for duty in owed(self.facts))

    @property
    def happened(self) -> list[str]:
        return [type(event).__name__ for event in self.events]

    @property
    def told(self) -> list[Role]:
        return [notice.role for notice in self.facts.notices]


def taken_in(actor: Actor, taken: TakeIn, now: datetime = MORNING, **said: Any) -> Story:
    """A matter is taken in; a refusal fails the test."""
    begun = begin(CASE, taken, setting(actor, now, **said))
    assert isinstance(begun, Decided), begun
    return Story(facts=begun.facts, events=begun.events, now=now, said=said)


def turned_away(actor: Actor, taken: TakeIn, now: datetime = MORNING, **said: Any) -> Refusal:
    """It is not taken in, and this is why."""
    answer = begin(CASE, taken, setting(actor, now, **said))
    assert isinstance(answer, Refusal), "it was taken in"
    return answer


KNOWN: dict[str, Any] = {
    "words": "业户原话",
    "unit_id": UNIT,
    "area_id": AREA,
    "resident_type": ResidentType.OWNER,
    "contact_asked": True,
    "contact": "13800000000",
}


def suggestion(**said: Any) -> TakeIn:
    well = {"channel": Channel.PHONE, "thanked": True, "told_will_study": True}
    return TakeIn(kind=Kind.SUGGESTION, **(KNOWN | well | said))


def letter(**said: Any) -> TakeIn:
    """A suggestion found in the box: nobody was there to thank or to ask."""
    box = {"channel": Channel.SUGGESTION_BOX, "contact_asked": False}
    return TakeIn(kind=Kind.SUGGESTION, **(KNOWN | box | said))


def inquiry(**said: Any) -> TakeIn:
    return TakeIn(kind=Kind.INQUIRY, **(KNOWN | said))


def challenge(**said: Any) -> TakeIn:
    return TakeIn(kind=Kind.CHALLENGE, **(KNOWN | {"topic": "停车费"} | said))


def help_wanted(**said: Any) -> TakeIn:
    return TakeIn(kind=Kind.HELP, **({"place": "地库B2"} | said))


SATISFIED = RecordCallback(reached=True, solved=True, satisfaction=Satisfaction.SATISFIED)
DISSATISFIED = RecordCallback(reached=True, solved=False, satisfaction=Satisfaction.DISSATISFIED)
UNREACHED = RecordCallback(reached=False)
FOUND = RecordFindings(findings="来龙去脉", involves_other_unit=False)
REPLY = Reply(reply_text="答复", channel=ReplyChannel.PHONE)
HELPED = RecordResult(outcome=HelpOutcome.HELPED, result="已帮好")
LOG = WriteDutyLog(entry="到场协助")
LEFT_A_NUMBER = CannotAnswer(contact_asked=True, contact_state=Contact.GIVEN)


def studied(taken: TakeIn | None = None, **said: Any) -> Story:
    """A suggestion whose head has begun the study."""
    return taken_in(DESK, taken or suggestion(), **said).then(HEAD, BeginStudy())


def decided(decision: Decision = Decision.ADOPTED, taken: TakeIn | None = None) -> Story:
    return studied(taken).then(HEAD, Decide(decision=decision, reasons="研究结果"))


def answered_suggestion(decision: Decision = Decision.ADOPTED) -> Story:
    return decided(decision).then(HEAD, REPLY)


def with_the_manager(taken: TakeIn | None = None, **said: Any) -> Story:
    """A sheet that lies with the area manager."""
    return taken_in(DESK, taken or inquiry(), **said).then(DESK, IssueSheet())


def replied(taken: TakeIn | None = None) -> Story:
    return with_the_manager(taken).then(MANAGER, FOUND).then(MANAGER, REPLY)


def returned(taken: TakeIn | None = None) -> Story:
    return replied(taken).then(MANAGER, ReturnSheet())


def called(taken: TakeIn | None = None, now: datetime = MORNING) -> Story:
    """Help that the security supervisor was told of by the desk."""
    return taken_in(DESK, taken or help_wanted(department=Department.SECURITY), now)


def on_the_scene(taken: TakeIn | None = None) -> Story:
    """The guard was sent and is there."""
    return (
        called(taken)
        .then(SECURITY, Acknowledge())
        .then(SECURITY, Dispatch(doer=id_of(GUARD)))
        .then(GUARD, Arrive())
    )


def handled(taken: TakeIn | None = None) -> Story:
    return on_the_scene(taken).then(GUARD, HELPED).then(GUARD, LOG)
