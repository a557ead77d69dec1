"""Taking in (3.1, 4.1.1, 4.2, 4.3.2, 4.4.2): the desk accepts, everyone else captures for the desk."""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

from app.procedure.actions.intake import SheetFields, TakeIn
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
from app.procedure.events.supervision import Noted
from app.procedure.facts import CaseFacts
from app.procedure.joint_suggestions import residents_counted
from app.procedure.late_records import received_at, recorded_late, the_delay_is_explained
from app.procedure.on_the_spot import (
    challenges_are_not_answered_on_site,
    colleagues_say_only_what_they_know,
    the_contact_was_taken,
)
from app.procedure.placing import captured_and_passed_on, marked_by_topic, placed
from app.procedure.refusal import Refusal, conflict, forbidden, incomplete
from app.procedure.roles import DESK, STAFF
from app.procedure.suggestion import needs_ack_call
from app.procedure.vocabulary import Channel, Contact, Credential, Kind, Role

CLOCK_SKEW = timedelta(minutes=5)
SUMMARY_LENGTH = 40
TEXTS = (
    "words",
    "summary",
    "place",
    "salutation",
    "contact",
    "contact_reason",
    "conduct_reason",
    "building_id",
)
ANSWERED_AT_ONCE = frozenset({Kind.INQUIRY, Kind.CHALLENGE})
DEFAULT_CHANNEL: dict[Role, Channel] = {
    Role.FRONT_DESK: Channel.PHONE,
    Role.CONTROL_ROOM_OPERATOR: Channel.CONTROL_ROOM_CALL,
}


def is_a_system(ctx: Context) -> bool:
    return ctx.actor.credential is Credential.SYSTEM_KEY


def received_as(taken: TakeIn, ctx: Context) -> Role | None:
    """The post the matter was received in: as told, else the desk where held, else the first one held."""
    if taken.received_as is not None:
        return taken.received_as
    roles = [post.role for post in ctx.actor.appointments if post.role in STAFF and not is_a_system(ctx)]
    return DESK if DESK in roles else next(iter(roles), None)


@clause("3.1-a")
def at_the_desk(taken: TakeIn, ctx: Context) -> bool:
    """Whether it is accepted at once: the desk takes it in, and has what the form insists on.

    What the desk wrote down without a network and left incomplete waits for the desk like any capture (13.10).
    """
    if received_as(taken, ctx) is not DESK or not ctx.actor.holds(DESK):
        return False
    lacking = _asked_for_at_the_desk(taken, ctx) or suggestions_are_not_answered_here(taken)
    return not taken.recorded_offline or lacking is None


@clause("3.1-a")
def holds_the_post(taken: TakeIn, ctx: Context) -> Refusal | None:
    """A person receives in a post of the staff; another system in none.

    What was heard while the post was still held is taken from the phone all the same (13.10).
    """
    role = received_as(taken, ctx)
    a_person = ctx.actor.credential in {Credential.PERSON, Credential.DELEGATED}
    heard_in_it = a_person and role in STAFF and (ctx.actor.holds(role) or taken.recorded_offline)
    if heard_in_it or (is_a_system(ctx) and role is None):
        return None
    return forbidden("post_not_held", "3.1-a", "您没有担任这一岗位", "You do not hold that post")


def systems_only_capture(taken: TakeIn, ctx: Context) -> Refusal | None:
    """Another system writes down what it received; answering and helping are for people (13.7)."""
    acts = taken.answer or taken.finding_out_myself or taken.handling_myself
    if not is_a_system(ctx) or not acts:
        return None
    return forbidden(
        "needs_a_person",
        None,
        "系统密钥只能记录，答复和处理须由人员办理",
        "A system key may only capture; answering and helping are for people",
    )


def the_time_is_possible(taken: TakeIn, ctx: Context) -> Refusal | None:
    if taken.received_at is None or taken.received_at <= ctx.now + CLOCK_SKEW:
        return None
    return incomplete(
        "received_in_future",
        None,
        "接到时间不能晚于现在",
        "The time of receipt lies in the future",
        "received_at",
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


def an_answer_says_how_it_was_taken(taken: TakeIn) -> Refusal | None:
    """What the desk explained is finished or not: the resident's word decides (4.3.1, 4.4.1)."""
    if taken.kind not in ANSWERED_AT_ONCE or not taken.answer or taken.satisfied is not None:
        return None
    return incomplete(
        "satisfied_needed",
        "4.4.1-a" if taken.kind is Kind.CHALLENGE else "4.3.1-a",
        "请注明业户对解答是否满意",
        "Say whether the resident was satisfied",
        "satisfied",
    )


def _asked_for_at_the_desk(taken: TakeIn, ctx: Context) -> Refusal | None:
    """What the desk's form insists on. An emergency asks for a place and nothing else."""
    unclear = what_it_is_about(taken.kind, taken.related_procedure)
    if unclear is not None:
        return unclear
    if taken.kind is Kind.HELP:
        nowhere = None if _nobody_goes(taken) else place_is_known(taken)
        return nowhere or the_delay_is_explained(taken, ctx)
    return (
        the_words_are_there(taken)
        or _received_well(taken, DESK)
        or an_answer_says_how_it_was_taken(taken)
        or the_delay_is_explained(taken, ctx)
    )


def _received_well(taken: TakeIn, role: Role | None) -> Refusal | None:
    if taken.kind is not Kind.SUGGESTION:
        return None
    return suggestion_was_received_well(taken, _channel(taken, role))


def _asked_for_at_capture(taken: TakeIn, ctx: Context) -> Refusal | None:
    """What a colleague's form insists on."""
    role = received_as(taken, ctx)
    match taken.kind:
        case Kind.HELP:
            off_hours = role is Role.CONTROL_ROOM_OPERATOR and not ctx.desk_open
            return place_is_known(taken) or (somebody_was_told_off_hours(taken, ctx) if off_hours else None)
        case Kind.SUGGESTION:
            return the_words_are_there(taken) or _received_well(taken, role)
        case Kind.CHALLENGE:
            return (
                the_words_are_there(taken)
                or challenges_are_not_answered_on_site(taken, ctx)
                or the_contact_was_taken(taken)
            )
        case Kind.INQUIRY:
            return (
                colleagues_say_only_what_they_know(taken)
                or the_words_are_there(taken)
                or the_contact_was_taken(taken)
            )
        case None:
            return what_it_is_about(None, taken.related_procedure) or the_words_are_there(taken)


@clause("3.1-a", "4.1.2.1-a", "4.1.1.3-d")
def refused(taken: TakeIn, ctx: Context) -> Refusal | None:
    """Who may take it in, then what the form insists on.

    A note from a phone without signal is never turned away: what it lacks the desk completes (13.10).
    """
    not_theirs = holds_the_post(taken, ctx) or systems_only_capture(taken, ctx)
    if not_theirs or taken.recorded_offline:
        return not_theirs
    form = _asked_for_at_the_desk if at_the_desk(taken, ctx) else _asked_for_at_capture
    return (
        what_it_is_about(taken.kind, taken.related_procedure)
        or the_time_is_possible(taken, ctx)
        or suggestions_are_not_answered_here(taken)
        or form(taken, ctx)
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


def _nobody_goes(taken: TakeIn) -> bool:
    return taken.kind is Kind.HELP and taken.nobody_needed_on_site and not taken.emergency


def take_in(taken: TakeIn, ctx: Context) -> Iterator[Event]:
    """Everything that happens at once when a matter is taken in."""
    role = received_as(taken, ctx)
    captured = not at_the_desk(taken, ctx)
    yield TakenIn(
        **ctx.stamp,
        channel=_channel(taken, role),
        received_at=received_at(taken, ctx),
        kind=taken.kind,
        related_procedure=taken.related_procedure,
        received_as=role,
        captured=captured,
        late_record=captured and recorded_late(taken, ctx),
        late_reason=taken.late_reason,
        joint_count=residents_counted(taken.joint_count, taken.co_signers, ctx),
        co_signers=taken.co_signers or None,
        emergency=taken.emergency,
        dispute=taken.dispute or ctx.routing.dispute,
        important=taken.important,
        sensitive=taken.sensitive,
        persons_concerned=taken.persons_concerned,
        head_concerned=bool(ctx.heads.intersection(taken.persons_concerned)),
        manager_concerned=bool(ctx.area_managers.intersection(taken.persons_concerned)),
        contact_group=taken.contact_group,
        form_version=taken.form_version,
        recorded_offline=taken.recorded_offline,
    )
    yield sheet_of(taken, ctx, is_key=ctx.is_key)


def _channel(taken: TakeIn, role: Role | None) -> Channel:
    if taken.channel is not None:
        return taken.channel
    return DEFAULT_CHANNEL.get(role, Channel.MET_ON_PATROL) if role else Channel.OTHER_SYSTEM


@clause("3.1-a", "4.6.1-b", "4.1.1.4-a")
def goes_on(facts: CaseFacts, taken: TakeIn, ctx: Context) -> Iterator[Event]:
    """After the first note: topic marks, then acceptance at the desk, or the way to the desk."""
    yield from marked_by_topic(facts, ctx.routing, ctx)
    if facts.kind is Kind.HELP and taken.answer and not _nobody_goes(taken):
        yield Noted(**ctx.stamp, note=taken.answer)
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
    yield from placed(accepted.upon(facts), ctx, taken)
