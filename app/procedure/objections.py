"""3.2, 3.4: a sheet that came to the wrong place is returned with a reason, and the head assigns it anew."""

from collections.abc import Iterator

from app.procedure.actions.answers import AssignSheet, ObjectToSheet, RuleOnObjection
from app.procedure.acts import Act, kinds, not_over, only_when
from app.procedure.clauses import clause
from app.procedure.conflicts_of_interest import superior, the_superior
from app.procedure.context import Context
from app.procedure.events.answers import Objected, ObjectionRuled, SheetAssigned
from app.procedure.events.common import Event
from app.procedure.events.intake import MadeResponsible
from app.procedure.facts import CaseFacts
from app.procedure.notices import Outgoing, department_supervisor
from app.procedure.refusal import Refusal, Words, conflict
from app.procedure.roles import a_person, its_responsible
from app.procedure.suggestion import suggestions_are_the_heads
from app.procedure.vocabulary import Kind, Role, Status

ASSIGNED_KINDS = kinds(Kind.INQUIRY, Kind.CHALLENGE, Kind.HELP)
STILL_ASSIGNABLE = only_when(Status.ISSUED, Status.IN_PROGRESS, Status.NOTIFIED, Status.ACKNOWLEDGED)


def an_objection_is_open(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if facts.objection_open:
        return None
    return conflict("no_objection", "3.4-b", "没有待裁定的退单", "No returned dispatch waits for a ruling")


def no_objection_is_open(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if not facts.objection_open:
        return None
    return conflict("objection_open", "3.4-b", "已退单，等待负责人裁定", "Already returned; the head rules")


@clause("3.4-b")
def ruled(facts: CaseFacts, ruling: RuleOnObjection, ctx: Context) -> Iterator[Event]:
    """Upheld: it goes to the department or area named, else the head takes it."""
    yield ObjectionRuled(**ctx.stamp, upheld=ruling.upheld, remark=ruling.remark)
    if ruling.upheld:
        yield SheetAssigned(**ctx.stamp)
        yield from _given_to(facts, ruling, ctx)


@clause("3.2-a", "3.4-b")
def assigned(facts: CaseFacts, action: AssignSheet, ctx: Context) -> Iterator[Event]:
    yield SheetAssigned(**ctx.stamp, reason=action.reason)
    yield from _given_to(facts, action, ctx)


def _given_to(facts: CaseFacts, to: RuleOnObjection | AssignSheet, ctx: Context) -> Iterator[Event]:
    if facts.kind is Kind.HELP:
        role = department_supervisor(to.department) if to.department else superior(facts)
        yield MadeResponsible(**ctx.stamp, role=role, department=to.department, clause="3.4-b")
        yield from Outgoing(facts, ctx).tell(role, "3.4-b", must_acknowledge=True)
    elif to.area_id is not None:
        manager = Role.AREA_CUSTOMER_MANAGER
        yield MadeResponsible(**ctx.stamp, role=manager, area_id=to.area_id, clause="3.4-b")
    else:
        yield MadeResponsible(**ctx.stamp, role=superior(facts), clause="3.4-b")


ACTS = (
    Act(
        action=ObjectToSheet,
        path="object",
        label=Words("退单", "Return a wrong dispatch"),
        kinds=ASSIGNED_KINDS,
        otherwise=suggestions_are_the_heads,
        guards=(a_person, STILL_ASSIGNABLE, no_objection_is_open, its_responsible),
        then=lambda facts, action, ctx: (Objected(**ctx.stamp, reason=action.reason),),
    ),
    Act(
        action=RuleOnObjection,
        path="rule-on-objection",
        label=Words("裁定退单", "Rule on a returned dispatch"),
        kinds=ASSIGNED_KINDS,
        otherwise=suggestions_are_the_heads,
        guards=(a_person, not_over, an_objection_is_open, the_superior),
        then=ruled,
    ),
    Act(
        action=AssignSheet,
        path="assign",
        label=Words("改派", "Assign anew"),
        kinds=ASSIGNED_KINDS,
        otherwise=suggestions_are_the_heads,
        edits=True,
        guards=(a_person, STILL_ASSIGNABLE, the_superior),
        then=assigned,
    ),
)
