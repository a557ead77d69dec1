"""What a form may insist on at the first contact: 4.1.1.3, a place for help, the resident's words."""

from app.procedure.actions.intake import SheetFields, TakeIn
from app.procedure.clauses import clause
from app.procedure.context import Context
from app.procedure.refusal import Refusal, incomplete
from app.procedure.suggestion import AT_CONTACT
from app.procedure.vocabulary import Channel, Contact, Kind, RelatedProcedure


@clause("1.1-a")
def what_it_is_about(kind: Kind | None, related: RelatedProcedure | None) -> Refusal | None:
    """One of exactly four kinds, or a matter another procedure handles; never both (13.3)."""
    if (kind is None) != (related is None):
        return None
    if kind is None:
        return incomplete(
            "kind_needed",
            "1.1-a",
            "请选择建议、问询、质疑或求助",
            "Choose suggestion, inquiry, challenge or help",
            "kind",
        )
    return incomplete(
        "kind_or_other_procedure",
        "1.1-a",
        "投诉、报修另有规程，不能同时选择类别",
        "Complaints and repairs have their own procedure; choose one or the other",
        "related_procedure",
    )


@clause("4.2.1-a", "4.2.3-b")
def place_is_known(form: SheetFields) -> Refusal | None:
    """Help needs a place, and nothing else."""
    if form.place or form.unit_id or form.building_id or form.area_id:
        return None
    return place_needed()


def place_needed() -> Refusal:
    return incomplete("place_needed", "4.2.1-a", "请告知地点", "Tell where help is needed", "place")


@clause("4.1.1.3-a", "4.1.1.3-b", "4.1.1.3-c")
def suggestion_was_received_well(taken: TakeIn, channel: Channel) -> Refusal | None:
    """Face to face, by phone, or a letter handed over: thanked, told it will be studied, asked for a contact."""
    if channel not in AT_CONTACT:
        return None
    if not taken.thanked and not taken.conduct_reason:
        return incomplete(
            "thanks_needed",
            "4.1.1.3-a",
            "请先向业户致谢并确认",
            "Thank the resident and confirm",
            "thanked",
        )
    if not taken.told_will_study and not taken.conduct_reason:
        return incomplete(
            "promise_needed",
            "4.1.1.3-b",
            "请明确告诉业户会认真研究并确认",
            "Tell the resident it will be studied and confirm",
            "told_will_study",
        )
    return the_contact_was_asked_for(taken, "4.1.1.3-c")


def the_contact_was_asked_for(taken: TakeIn, clause_id: str) -> Refusal | None:
    """The asking is owed, the contact is the resident's to give (D6). One that was given was asked for."""
    if taken.contact or (taken.contact_asked and contact_is_told(taken)):
        return None
    return incomplete(
        "ask_for_contact",
        clause_id,
        "请业户留下联系方式（业户可以不留）",
        "Ask for a contact; the resident may decline",
        *_still_to_tell(taken),
    )


def contact_is_told(form: SheetFields) -> bool:
    """The contact itself, the resident it is known of, or that none was left."""
    if form.contact_state in {Contact.DECLINED, Contact.NONE}:
        return True
    return bool(form.contact or (form.contact_state is Contact.GIVEN and form.resident_id))


def _still_to_tell(taken: TakeIn) -> tuple[str, ...]:
    said_it_was_left = taken.contact_state is Contact.GIVEN
    told = () if contact_is_told(taken) else ("contact" if said_it_was_left else "contact_state",)
    return (*(() if taken.contact_asked else ("contact_asked",)), *told)


@clause("4.1.1.1-a", "4.1.1.2-a")
def the_words_are_there(taken: TakeIn) -> Refusal | None:
    if taken.words:
        return None
    return incomplete(
        "words_needed",
        "4.1.1.2-a",
        "请记下业户说了什么",
        "Write down what the resident said",
        "words",
    )


@clause("4.2.2-b")
def somebody_was_told_off_hours(taken: TakeIn, ctx: Context) -> Refusal | None:
    """The desk is closed: the control room tells an engineer, a guard or its own superior."""
    if taken.notify or taken.emergency:
        return None
    return incomplete(
        "tell_somebody",
        "4.2.2-b",
        "前台下班时间，须立即通知值班工程人员、巡逻安防员或自己上级之一",
        "The desk is closed: tell the duty engineer, a patrol guard or your superior",
        "notify",
    )
