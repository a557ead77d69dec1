"""3.4 Late is told: to the owner when a duty runs past its time, and to the superior when it stays undone."""

from collections.abc import Iterable

from app.procedure.actions.supervision import EscalateDuty
from app.procedure.acts import Act, only_when
from app.procedure.clauses import clause
from app.procedure.conflicts_of_interest import superior
from app.procedure.context import Context
from app.procedure.deadlines import due
from app.procedure.duties import Duty, DutyCode
from app.procedure.events.common import Event
from app.procedure.events.supervision import DutyEscalated
from app.procedure.facts import CaseFacts
from app.procedure.owed import owed
from app.procedure.refusal import Refusal, Words, conflict
from app.procedure.roles import CENTRE, HEAD, only_time
from app.procedure.vocabulary import Kind, Role, Status

OWNER, SUPERIOR = 1, 2
GOES_ITS_OWN_WAY = frozenset({DutyCode.ACKNOWLEDGE_NOTICE, DutyCode.PERSONAL_FOLLOW_UP})
"""An unanswered notice climbs its own chain, and a promise that was not kept falls to the desk."""

BY_DAY_AND_NIGHT = frozenset(
    {
        DutyCode.SEND_SOMEONE,
        DutyCode.ARRIVE,
        DutyCode.RECORD_RESULT,
        DutyCode.WRITE_EMERGENCY_REPORT,
        DutyCode.REVIEW_INCIDENT,
    }
)
"""Help does not wait for the morning. Everything else that falls due by night is told at opening."""


def told_by_time(duty: Duty, facts: CaseFacts) -> bool:
    """Whether lateness of this duty is told here, and not by a chain of its own."""
    desk_called = duty.code is DutyCode.ACCEPT_CAPTURE and facts.kind is Kind.HELP
    return duty.code not in GOES_ITS_OWN_WAY and not desk_called


def above(duty: Duty, facts: CaseFacts) -> Role | None:
    """Who hears of it second; nobody stands above the centre manager."""
    if duty.role is CENTRE:
        return None
    return CENTRE if duty.role is HEAD else superior(facts)


def owed_as(facts: CaseFacts, key: str) -> Duty | None:
    return next((duty for duty in owed(facts) if duty.key == key), None)


@clause("3.4-b")
def late_and_not_told_yet(facts: CaseFacts, action: EscalateDuty, ctx: Context) -> Refusal | None:
    """Each step once, and only when its time has come; by night only what cannot wait."""
    duty, clock = owed_as(facts, action.duty), facts.clocks.get(action.duty)
    nothing = conflict(
        "nothing_to_tell", "3.4-b", "没有需要提醒的逾期事项", "Nothing overdue is left to tell"
    )
    if duty is None or clock is None or not told_by_time(duty, facts):
        return nothing
    at = clock.tell_next_at if clock.told else clock.due_at
    if at is None or at > ctx.now or clock.told >= SUPERIOR:
        return nothing
    if ctx.desk_open or duty.code in BY_DAY_AND_NIGHT:
        return None
    return conflict("told_at_opening", "3.4-b", "前台开放后再提醒", "Told when the desk opens")


@clause("3.4-b")
def told_of_lateness(facts: CaseFacts, action: EscalateDuty, ctx: Context) -> Iterable[Event]:
    """The owner first, then whoever stands above."""
    duty = owed_as(facts, action.duty)
    if duty is None:
        return
    if facts.clocks[action.duty].told < OWNER:
        further = above(duty, facts)
        yield DutyEscalated(
            **ctx.stamp,
            duty=action.duty,
            clause=duty.clause,
            step=OWNER,
            role=duty.role,
            area_id=duty.area_id,
            person_id=duty.person_id,
            tell_next_at=due(ctx.policy.limit("tell_the_head"), ctx.now, ctx.calendar) if further else None,
        )
    else:
        yield DutyEscalated(
            **ctx.stamp, duty=action.duty, clause=duty.clause, step=SUPERIOR, role=above(duty, facts)
        )


ACTS = (
    Act(
        action=EscalateDuty,
        path="escalate-duty",
        label=Words("提醒逾期", "Tell of what is overdue"),
        by_time=True,
        guards=(only_time, only_when(*(set(Status) - {Status.VOIDED}))),
        checks=(late_and_not_told_yet,),
        then=told_of_lateness,
    ),
)
