"""Forms of the front desk: thirty seconds to take a matter in, everything else later."""

from collections.abc import Mapping
from dataclasses import replace

from app.procedure.forms.guides import Matter
from app.procedure.forms.parts import (
    ask,
    contact,
    department,
    flags,
    hinted,
    place,
    when,
    who,
    words_of_the_resident,
)
from app.procedure.prompts.entries import MET_OR_HEARD
from app.procedure.questions import Condition, Question
from app.procedure.vocabulary import Kind, RelatedProcedure

Fields = tuple[Question, ...]

ANSWERED = Condition("answer", filled=True)
NOT_ANSWERED = Condition("answer", filled=False)
WITHIN_OUR_SERVICES = Condition("out_of_scope", (False,))
NOT_FLAGGED = (Condition("important", (False,)), Condition("sensitive", (False,)))
NO_EMERGENCY = Condition("emergency", filled=False)

START: Fields = (ask("channel", needed=True, default="phone"), words_of_the_resident())
BACK_ENTRY: Fields = (
    hinted(ask("received_at"), "补录时填写原来的时间", "The original time, when entered later"),
    hinted(
        ask("late_reason", needed=True, shown_if=(Condition("received_at", filled=True),)),
        "如断网时先写在纸上",
        "Such as: the network was down, written on paper first",
    ),
)


def conduct() -> Fields:
    """4.1.1.3: thanks, the promise to study, and asking for a contact, confirmed by who heard it.

    A letter in the box asks none of this, but it may carry a number to ring.
    """
    asked, *left = contact(needed=True)
    said = (
        ask("thanked", needed=True, or_else=("conduct_reason",)),
        ask("told_will_study", needed=True, or_else=("conduct_reason",)),
        ask("conduct_reason"),
        asked,
    )
    return (*(when(each, *MET_OR_HEARD) for each in said), *left)


SUGGESTION: Fields = (
    *START,
    *who(),
    *conduct(),
    ask("joint_count", default=1),
    ask("co_signers", shown_if=(Condition("joint_count", above=1),)),
    ask("place"),
    ask("preferred_reply"),
    ask("topic"),
    ask("summary"),
    *BACK_ENTRY,
)

INQUIRY: Fields = (
    *START,
    *who(),
    ask("out_of_scope"),
    ask("answer", shown_if=(WITHIN_OUR_SERVICES,)),
    ask("satisfied", needed=True, shown_if=(WITHIN_OUR_SERVICES, ANSWERED)),
    *contact(),
    ask("place"),
    ask("topic"),
    ask("summary"),
    *BACK_ENTRY,
)

CHALLENGE: Fields = (
    *START,
    *who(),
    ask("topic"),
    *flags(),
    ask("script_version_id"),
    ask("answer", shown_if=NOT_FLAGGED),
    ask("satisfied", needed=True, shown_if=(*NOT_FLAGGED, ANSWERED)),
    *contact(),
    ask("place"),
    ask("summary"),
    *BACK_ENTRY,
)

HELP: Fields = (
    replace(place(), or_else=(*place().or_else, "nobody_needed_on_site")),
    ask("unit_id"),
    ask("emergency"),
    department(),
    ask("dispute"),
    ask("notify_area_manager"),
    ask("nobody_needed_on_site", shown_if=(NO_EMERGENCY,)),
    ask("words"),
    ask("channel", default="phone"),
    ask("resident_id"),
    ask("salutation"),
    ask("contact"),
    *BACK_ENTRY,
)

HANDED_OFF: Fields = (*START, *who(), ask("place"), *contact(), ask("summary"), *BACK_ENTRY)

DESK_FORMS: Mapping[Matter, Fields] = {
    Kind.SUGGESTION: SUGGESTION,
    Kind.INQUIRY: INQUIRY,
    Kind.CHALLENGE: CHALLENGE,
    Kind.HELP: HELP,
    RelatedProcedure.COMPLAINT: HANDED_OFF,
    RelatedProcedure.REPAIR: HANDED_OFF,
}
