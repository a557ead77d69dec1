"""4.2 Help: told at once, acknowledged, somebody sent, and there as fast as can be."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from app.procedure.actions.help import Acknowledge, Arrive, Dispatch, ReportPolice
from app.procedure.acts import Act, kinds, not_over, only_when
from app.procedure.clauses import clause
from app.procedure.context import Context
from app.procedure.events.common import Event
from app.procedure.events.help import Acknowledged, Arrived, Dispatched, PoliceCalled
from app.procedure.events.intake import MadeResponsible
from app.procedure.facts import CaseFacts, Notice
from app.procedure.notices import ENGINEERING, SECURITY
from app.procedure.refusal import Refusal, Words, conflict, forbidden
from app.procedure.roles import (
    CENTRE,
    HEAD,
    a_person,
    any_of,
    holds_it,
    its_responsible,
    the_desk_accepts,
)
from app.procedure.vocabulary import Kind, Status

HELP = kinds(Kind.HELP)
UNDER_WAY = only_when(Status.NOTIFIED, Status.ACKNOWLEDGED, Status.ON_SCENE)
WHO_SEND = frozenset({SECURITY, ENGINEERING, HEAD, CENTRE})


def when(occurred_at: datetime | None, facts: CaseFacts, ctx: Context) -> datetime:
    """A phone that was offline tells its own time; it lies between the call and now."""
    return max(min(occurred_at or ctx.now, ctx.now), min(facts.received_at, ctx.now))


def notice_to(facts: CaseFacts, ctx: Context) -> Notice | None:
    """The notice by which the actor was asked to come."""
    for notice in facts.notices:
        by_name = notice.person_id is not None and notice.person_id == ctx.actor.person_id
        by_post = notice.person_id is None and ctx.actor.holds(notice.role)
        if notice.must_acknowledge and (by_name or by_post):
            return notice
    return None


@clause("4.2.1-a")
def told_or_responsible(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if notice_to(facts, ctx) or holds_it(facts, ctx):
        return None
    return forbidden(
        "not_told",
        "4.2.1-a",
        "此事没有通知到您的岗位",
        "Your post was not told of this",
        then=(None, "由接到通知的当值人员接单", "Whoever was told takes it"),
    )


def not_acknowledged_yet(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if facts.acknowledged_at is None:
        return None
    return conflict("already_acknowledged", "4.2.1-a", "已有人接单", "Somebody has acknowledged it")


@clause("4.2.1-a")
def acknowledged(facts: CaseFacts, action: Acknowledge, ctx: Context) -> Iterator[Event]:
    """Whoever acknowledges holds it from now on."""
    notice = notice_to(facts, ctx)
    role = notice.role if notice else None
    yield Acknowledged(**ctx.stamp, occurred_at=when(action.occurred_at, facts, ctx), role=role)
    if notice is not None and not holds_it(facts, ctx):
        yield MadeResponsible(
            **ctx.stamp,
            role=role,
            person_id=notice.person_id,
            department=facts.department,
            clause="4.2.1-a",
        )


@clause("4.2.1-a")
def who_may_send(facts: CaseFacts, ctx: Context) -> Refusal | None:
    """Its holder, or a superior who was told: nobody's absence leaves a call for help with no one to send."""
    notice = notice_to(facts, ctx)
    told_superior = notice is not None and notice.role in WHO_SEND
    return None if told_superior else its_responsible(facts, ctx)


@clause("4.2.1-a")
def sent(facts: CaseFacts, action: Dispatch, ctx: Context) -> Iterator[Event]:
    at = when(action.occurred_at, facts, ctx)
    if facts.acknowledged_at is None:
        yield from acknowledged(facts, Acknowledge(occurred_at=at), ctx)
    yield Dispatched(**ctx.stamp, doer=action.doer, occurred_at=at)


@clause("4.2.4-a")
def sent_or_told(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if ctx.actor.person_id in facts.doers or not told_or_responsible(facts, ctx):
        return None
    return forbidden("not_sent", "4.2.4-a", "您没有被派往现场", "You were not sent there")


@clause("4.2.4-a")
def arrived(facts: CaseFacts, action: Arrive, ctx: Context) -> Iterator[Event]:
    """The one sent, or its holder for the one sent. Anyone else who was told and is there did it too (13.1)."""
    at = when(action.occurred_at, facts, ctx)
    person = ctx.actor.person_id
    for_the_one_sent = bool(facts.doers) and holds_it(facts, ctx)
    if facts.acknowledged_at is None and not facts.doers:
        yield from acknowledged(facts, Acknowledge(occurred_at=at), ctx)
    elif facts.acknowledged_at is None:
        yield Acknowledged(**ctx.stamp, occurred_at=at)
    if person is not None and person not in facts.doers and not for_the_one_sent:
        yield Dispatched(**ctx.stamp, doer=person, occurred_at=at)
    yield Arrived(**ctx.stamp, occurred_at=at)


def a_doer(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if ctx.actor.person_id in facts.doers:
        return None
    return forbidden(
        "not_the_doer",
        "4.2.5-a",
        "由到场处理的本人办理",
        "The one who went does this",
        then=(None, "请到场处理人本人办理", "Leave it to the one who went"),
    )


@clause("4.2.4-d")
def police(facts: CaseFacts, action: ReportPolice, ctx: Context) -> Iterable[Event]:
    at = when(action.occurred_at, facts, ctx)
    return (PoliceCalled(**ctx.stamp, occurred_at=at, police_receipt=action.police_receipt),)


ACTS = (
    Act(
        action=Acknowledge,
        path="acknowledge",
        label=Words("接单", "Acknowledge"),
        kinds=HELP,
        guards=(a_person, not_over, not_acknowledged_yet, UNDER_WAY, told_or_responsible),
        then=acknowledged,
    ),
    Act(
        action=Dispatch,
        path="dispatch",
        label=Words("派人到场", "Send somebody"),
        kinds=HELP,
        guards=(a_person, UNDER_WAY, who_may_send),
        then=sent,
    ),
    Act(
        action=Arrive,
        path="arrive",
        label=Words("到场", "Arrived"),
        kinds=HELP,
        guards=(a_person, UNDER_WAY, sent_or_told),
        then=arrived,
    ),
    Act(
        action=ReportPolice,
        path="report-police",
        label=Words("报警", "Police called"),
        kinds=HELP,
        guards=(a_person, not_over, any_of(a_doer, its_responsible, the_desk_accepts)),
        then=police,
    ),
)
