"""Taking in (3.1, 4.1.1, 4.2, 4.3.2, 4.4.2): the desk accepts, everyone else captures for the desk."""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import datetime, timedelta
from typing import Any

from app.procedure.actions.intake import ReferChoice, SheetFields, TakeIn
from app.procedure.clauses import clause
from app.procedure.conduct import (
    place_is_known,
    somebody_was_told_off_hours,
    suggestion_was_received_well,
    the_words_are_there,
    what_it_is_about,
)
from app.procedure.context import Context
from app.procedure.events.common import Event
from app.procedure.events.intake import Accepted, SheetWritten, TakenIn
from app.procedure.facts import CaseFacts
from app.procedure.inquiry import colleagues_say_only_what_they_know
from app.procedure.placing import captured_and_passed_on, marked_by_topic, placed
from app.procedure.refusal import Refusal, conflict, forbidden, incomplete
from app.procedure.suggestion import needs_ack_call
from app.procedure.vocabulary import Channel, Contact, Credential, Kind, Role

CLOCK_SKEW = timedelta(minutes=5)
SUMMARY_LENGTH = 40
TEXTS = ("words", "summary", "place", "salutation", "contact", "contact_reason", "conduct_reason")


def received_as(taken: TakeIn, ctx: Context) -> Role | None:
    """The post the matter was received in: as told, else the desk where held, else the first one held."""
    if taken.received_as is not None:
        return taken.received_as
    roles = [appointment.role for appointment in ctx.actor.appointments]
    return Role.FRONT_DESK if Role.FRONT_DESK in roles else next(iter(roles), None)


def holds_the_post(taken: TakeIn, ctx: Context) -> Refusal | None:
    system = ctx.actor.credential is Credential.SYSTEM_KEY
    role = received_as(taken, ctx)
    if (system and role is None) or (role is not None and ctx.actor.holds(role)):
        return None
    return forbidden("post_not_held", "3.1-a", "您没有担任这一岗位", "You do not hold that post")


def the_time_is_possible(taken: TakeIn, ctx: Context) -> Refusal | None:
    if taken.received_at is None or taken.recorded_offline or taken.received_at <= ctx.now + CLOCK_SKEW:
        return None
    return incomplete(
        "received_in_future",
        None,
        "接到时间不能晚于现在",
        "The time of receipt lies in the future",
        "received_at",
    )


@clause("4.4.2-a", "4.4.2-b")
def challenges_are_not_answered_on_site(taken: TakeIn, ctx: Context) -> Refusal | None:
    """Colleagues do not explain a challenge on site; the exception has a reason and the head sees it."""
    if taken.answer and not taken.exception_reason:
        return incomplete(
            "not_answered_on_site",
            "4.4.2-a",
            "质疑一般不作现场解答；确有例外须注明原因",
            "A challenge is not answered on site; an exception needs its reason",
            "exception_reason",
        )
    if taken.answer and (taken.important or taken.sensitive):
        return conflict(
            "approval_needed",
            "4.4.4-c",
            "重要或敏感的质疑，未经认可不能解答",
            "An important or sensitive challenge is not answered without approval",
            then=(None, "请业户到前台，或留下联系方式", "Invite to the desk, or take a contact"),
        )
    if taken.refer_choice in set(ReferChoice):
        return None
    return incomplete(
        "refer_or_take_contact",
        "4.4.2-b",
        "请选择：请业户到前台，或留下联系方式转前台",
        "Invite the resident to the desk, or take a contact for the desk",
        "refer_choice",
    )


def refused_at_the_desk(taken: TakeIn, ctx: Context) -> Refusal | None:
    """What the desk's form insists on. An emergency asks for a place and nothing else."""
    if taken.related_procedure is not None:
        return the_words_are_there(taken)
    if taken.kind is Kind.HELP:
        return None if taken.nobody_needed_on_site and not taken.emergency else place_is_known(taken)
    return the_words_are_there(taken) or (
        suggestion_was_received_well(taken) if taken.kind is Kind.SUGGESTION else None
    )


def refused_at_capture(taken: TakeIn, ctx: Context) -> Refusal | None:
    """What a colleague's form insists on; a note from a phone without signal is never turned away (13.10)."""
    if taken.kind is Kind.HELP:
        off_hours = received_as(taken, ctx) is Role.CONTROL_ROOM_OPERATOR and not ctx.desk_open
        told = somebody_was_told_off_hours(taken, ctx) if off_hours and not taken.recorded_offline else None
        return place_is_known(taken) or told
    if taken.recorded_offline:
        return the_words_are_there(taken)
    match taken.kind:
        case Kind.SUGGESTION:
            return the_words_are_there(taken) or suggestion_was_received_well(taken)
        case Kind.CHALLENGE:
            return the_words_are_there(taken) or challenges_are_not_answered_on_site(taken, ctx)
        case Kind.INQUIRY:
            return colleagues_say_only_what_they_know(taken) or the_words_are_there(taken)
        case None:
            return the_words_are_there(taken)


@clause("3.1-a", "4.1.2.1-a", "4.1.1.3-d")
def refused(taken: TakeIn, ctx: Context) -> Refusal | None:
    role = received_as(taken, ctx)
    at_desk = role is Role.FRONT_DESK
    return (
        holds_the_post(taken, ctx)
        or what_it_is_about(taken.kind, taken.related_procedure)
        or the_time_is_possible(taken, ctx)
        or (refused_at_the_desk(taken, ctx) if at_desk else refused_at_capture(taken, ctx))
        or suggestions_are_not_answered_here(taken)
    )


@clause("4.1.1.3-d")
def suggestions_are_not_answered_here(taken: TakeIn) -> Refusal | None:
    """There is no answer to a suggestion at intake, so no refusal either."""
    if taken.kind is not Kind.SUGGESTION or not taken.answer:
        return None
    return conflict(
        "suggestion_not_answered_at_intake",
        "4.1.1.3-d",
        "建议须经研究后回复，不能当场答复，更不能反驳或拒绝",
        "A suggestion is studied first; it is not answered, refuted or refused on the spot",
        then=(
            None,
            "记录建议并致谢，由负责人研究后回复",
            "Record it with thanks; its handler replies after study",
        ),
    )


def sheet_of(form: SheetFields, ctx: Context, *, is_key: bool | None = None) -> SheetWritten:
    """What the form says, as an event; the summary is taken from the words where none was given."""
    values: dict[str, Any] = {each.name: getattr(form, each.name) for each in fields(SheetFields)}
    if values["summary"] is None and values["words"]:
        values["summary"] = values["words"].strip()[:SUMMARY_LENGTH]
    if values["contact"] and values["contact_state"] is None:
        values["contact_state"] = Contact.GIVEN
    values["topic"] = values["topic"] or ctx.routing.topic
    values["department"] = values["department"] or ctx.routing.department
    given = tuple(name for name in TEXTS if values[name])
    return SheetWritten(**ctx.stamp, **values, is_key=is_key, given=given)


def as_help_in_emergency(taken: TakeIn) -> TakeIn:
    """An emergency is a call for help, whatever else was ticked (4.2.3)."""
    return replace(taken, kind=Kind.HELP, related_procedure=None) if taken.emergency else taken


def _received_at(taken: TakeIn, ctx: Context) -> datetime:
    return min(taken.received_at or ctx.now, ctx.now)


@clause("4.1.1.2-a")
def recorded_late(taken: TakeIn, ctx: Context) -> bool:
    """A suggestion a colleague received is written down at once; later than the centre's limit is marked."""
    late = ctx.now - _received_at(taken, ctx) > timedelta(minutes=ctx.policy.limit("record_at_once").amount)
    return late and taken.kind is Kind.SUGGESTION


DEFAULT_CHANNEL: dict[Role, Channel] = {
    Role.FRONT_DESK: Channel.PHONE,
    Role.CONTROL_ROOM_OPERATOR: Channel.CONTROL_ROOM_CALL,
}


def take_in(taken: TakeIn, ctx: Context) -> Iterator[Event]:
    """Everything that happens at once when a matter is taken in."""
    role = received_as(taken, ctx)
    at_desk = role is Role.FRONT_DESK
    begun = TakenIn(
        **ctx.stamp,
        channel=_channel(taken, role),
        received_at=_received_at(taken, ctx),
        kind=taken.kind,
        related_procedure=taken.related_procedure,
        received_as=role,
        captured=not at_desk,
        late_record=not at_desk and recorded_late(taken, ctx),
        late_reason=taken.late_reason,
        joint_count=max(taken.joint_count, 1),
        co_signers=taken.co_signers or None,
        emergency=taken.emergency,
        dispute=taken.dispute or ctx.routing.dispute,
        important=taken.important,
        sensitive=taken.sensitive,
        persons_concerned=taken.persons_concerned,
        contact_group=taken.contact_group,
        form_version=taken.form_version,
        recorded_offline=taken.recorded_offline,
    )
    yield begun
    yield sheet_of(taken, ctx, is_key=ctx.is_key)


def _channel(taken: TakeIn, role: Role | None) -> Channel:
    if taken.channel is not None:
        return taken.channel
    return DEFAULT_CHANNEL.get(role, Channel.MET_ON_PATROL) if role else Channel.OTHER_SYSTEM


@clause("3.1-a", "4.6.1-b", "4.1.1.4-a")
def goes_on(facts: CaseFacts, taken: TakeIn, ctx: Context) -> Iterator[Event]:
    """After the first note: topic marks, then acceptance at the desk, or the way to the desk."""
    yield from marked_by_topic(facts, ctx.routing, ctx)
    if facts.captured:
        yield from captured_and_passed_on(facts, taken, ctx)
        return
    accepted = Accepted(
        **ctx.stamp,
        kind=facts.kind,
        related_procedure=facts.related_procedure,
        ack_call_required=facts.kind is Kind.SUGGESTION and needs_ack_call(facts.channel, ctx),
    )
    yield accepted
    if not (facts.kind is Kind.HELP and taken.nobody_needed_on_site and not facts.emergency):
        yield from placed(accepted.upon(facts), ctx, ask_area_manager=taken.notify_area_manager)
