"""Forms of everyone else: note it, pass it on; help goes out first and asks for the place alone."""

from collections.abc import Mapping

from app.procedure.forms.desk import ANSWERED, Fields, conduct
from app.procedure.forms.guides import Matter
from app.procedure.forms.parts import (
    ask,
    contact,
    department,
    flags,
    hinted,
    place,
    undecided,
    when,
    words_of_the_resident,
)
from app.procedure.questions import Condition
from app.procedure.vocabulary import Channel, Kind, RelatedProcedure

SURE = Condition("sure", (True,))
UNSURE = Condition("sure", (False,))
CONTACT_TAKEN = Condition("refer_choice", ("contact_taken",))
AN_EXCEPTION = Condition("exception_reason", filled=True)
DESK_CLOSED = Condition("desk", ("closed",))

LATE: Fields = (
    hinted(ask("received_at"), "不是刚听到的，填听到的时间", "If not just now: when you heard it"),
    ask("late_reason", shown_if=(Condition("received_at", filled=True),)),
)


def _contact_taken() -> Fields:
    """The number that was taken, or that none was left after all."""
    return tuple(when(each, CONTACT_TAKEN) for each in contact(needed=True)[1:])


def _channel(channel: Channel) -> Fields:
    return (ask("channel", needed=True, default=channel.value),)


def _suggestion(channel: Channel) -> Fields:
    return (
        words_of_the_resident(),
        *_channel(channel),
        ask("place"),
        ask("unit_id"),
        ask("salutation"),
        *conduct(),
        ask("joint_count", default=1),
        *LATE,
    )


def _inquiry(channel: Channel) -> Fields:
    return (
        words_of_the_resident(),
        undecided(ask("sure", needed=True)),
        ask("answer", shown_if=(SURE,)),
        ask("satisfied", needed=True, shown_if=(SURE, ANSWERED)),
        ask("refer_choice", needed=True, shown_if=(UNSURE,)),
        *_contact_taken(),
        ask("finding_out_myself", shown_if=(CONTACT_TAKEN,)),
        ask("salutation"),
        ask("unit_id"),
        *_channel(channel),
    )


def _challenge(channel: Channel) -> Fields:
    return (
        words_of_the_resident(),
        ask("refer_choice", needed=True),
        *_contact_taken(),
        *flags(),
        ask("exception_reason"),
        ask(
            "answer",
            shown_if=(
                AN_EXCEPTION,
                Condition("important", (False,)),
                Condition("sensitive", (False,)),
            ),
        ),
        ask("satisfied", shown_if=(ANSWERED,)),
        ask("place"),
        ask("salutation"),
        ask("unit_id"),
        *_channel(channel),
    )


def _help_on_patrol() -> Fields:
    return (
        place(),
        ask("emergency"),
        department(),
        ask("dispute"),
        ask("handling_myself"),
        ask("notify_area_manager"),
        ask("words"),
        ask("unit_id"),
        ask("salutation"),
        ask("contact"),
    )


def _help_in_control_room() -> Fields:
    return (
        place(),
        ask("notify", needed=True, shown_if=(DESK_CLOSED,), or_else=("emergency",)),
        ask("emergency"),
        department(),
        ask("dispute"),
        ask("words"),
        ask("unit_id"),
        ask("salutation"),
        ask("contact"),
    )


def _handed_off(channel: Channel) -> Fields:
    return (
        words_of_the_resident(),
        ask("place"),
        ask("unit_id"),
        ask("salutation"),
        ask("contact"),
        *_channel(channel),
    )


def _forms(channel: Channel, help_form: Fields) -> Mapping[Matter, Fields]:
    return {
        Kind.SUGGESTION: _suggestion(channel),
        Kind.INQUIRY: _inquiry(channel),
        Kind.CHALLENGE: _challenge(channel),
        Kind.HELP: help_form,
        RelatedProcedure.COMPLAINT: _handed_off(channel),
        RelatedProcedure.REPAIR: _handed_off(channel),
    }


PATROL_FORMS = _forms(Channel.MET_ON_PATROL, _help_on_patrol())
CONTROL_ROOM_FORMS = _forms(Channel.CONTROL_ROOM_CALL, _help_in_control_room())
