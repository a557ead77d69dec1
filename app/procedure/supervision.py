"""3.4 and the marks anyone may set: the head watches, guides, extends and rules."""

from collections.abc import Iterable, Iterator

from app.procedure.actions.help import (
    EscalateNotice,
    NotifyMore,
    ReviewIncident,
    WriteEmergencyReport,
)
from app.procedure.actions.supervision import (
    AddNote,
    ClearFlag,
    DeclareEmergency,
    ExtendDuty,
    LinkCase,
    RaiseFlag,
    Supervise,
)
from app.procedure.acts import Act, kinds, not_over, only_when
from app.procedure.clauses import clause
from app.procedure.context import Context
from app.procedure.events.common import Event
from app.procedure.events.help import EmergencyDeclared, EmergencyReported, IncidentReviewed
from app.procedure.events.intake import MadeResponsible
from app.procedure.events.supervision import (
    DutyExtended,
    FlagCleared,
    FlagRaised,
    FollowUpsSeen,
    Linked,
    Noted,
    Supervised,
)
from app.procedure.facts import CaseFacts, Notice
from app.procedure.notices import NEXT_IN_CHAIN, Outgoing, department_supervisor, supervisors_for
from app.procedure.owed import owed
from app.procedure.placing import everyone_concerned
from app.procedure.refusal import Refusal, Words, conflict, forbidden, incomplete
from app.procedure.roles import (
    CENTRE,
    HEAD,
    a_person,
    any_of,
    its_responsible,
    only_time,
    the_desk_accepts,
    the_head,
    the_head_or_the_centre_manager,
)
from app.procedure.vocabulary import Kind, Role, Status

HELP = kinds(Kind.HELP)
HELP_UNDER_WAY = only_when(Status.PENDING_DESK, Status.NOTIFIED, Status.ACKNOWLEDGED, Status.ON_SCENE)


@clause("4.4.4-c")
def only_the_head_clears(facts: CaseFacts, ctx: Context) -> Refusal | None:
    """A mark stays until the head takes it away; the centre manager, where the head is concerned."""
    head_concerned = bool(ctx.heads & facts.persons_concerned)
    who = CENTRE if head_concerned else HEAD
    if ctx.actor.holds(who) and ctx.actor.person_id not in facts.persons_concerned:
        return None
    zh = "物业服务中心负责人" if head_concerned else "客户服务部门负责人"
    return forbidden(
        "only_the_head_clears",
        "4.4.4-c",
        f"标记只能由{zh}取消",
        f"Only the {who.value.replace('_', ' ')} takes a mark away",
        then=(None, f"请{zh}办理", f"Leave it to the {who.value.replace('_', ' ')}"),
    )


def the_mark_is_set(facts: CaseFacts, action: ClearFlag, ctx: Context) -> Refusal | None:
    if getattr(facts, action.flag.value):
        return None
    return conflict("mark_not_set", "4.4.4-c", "没有这个标记", "That mark is not set")


@clause("4.2.3-b")
def emergency(facts: CaseFacts, action: DeclareEmergency, ctx: Context) -> Iterator[Event]:
    declared = EmergencyDeclared(**ctx.stamp, emergency=action.emergency)
    yield declared
    after = declared.upon(facts)
    outgoing = Outgoing(facts, ctx)
    if not any(notice.must_acknowledge for notice in facts.notices):
        role = supervisors_for(after)[0]
        yield MadeResponsible(**ctx.stamp, role=role, clause="4.2.3-b")
        yield from outgoing.tell(role, "4.2.3-b", must_acknowledge=True)
    yield from everyone_concerned(outgoing, after)


def somebody_to_tell(facts: CaseFacts, action: NotifyMore, ctx: Context) -> Refusal | None:
    if action.department or action.notify_area_manager:
        return None
    return incomplete(
        "tell_whom",
        "4.2.1-b",
        "请选择部门或客户主任",
        "Name a department or the area manager",
        "department",
    )


@clause("4.2.1-b")
def more_told(facts: CaseFacts, action: NotifyMore, ctx: Context) -> Iterator[Event]:
    outgoing = Outgoing(facts, ctx)
    if action.department:
        yield from outgoing.tell(department_supervisor(action.department), "4.2.1-a", must_acknowledge=True)
    if action.notify_area_manager:
        yield from outgoing.tell(Role.AREA_CUSTOMER_MANAGER, "4.2.1-b", area_id=facts.area_id)


def _unanswered(facts: CaseFacts, number: int) -> Notice | None:
    if facts.acknowledged_at is not None:
        return None
    return next((each for each in facts.notices if each.number == number and each.must_acknowledge), None)


def nobody_acknowledged(facts: CaseFacts, action: EscalateNotice, ctx: Context) -> Refusal | None:
    notice = _unanswered(facts, action.number)
    if notice and next_to_tell(facts, notice.role):
        return None
    return conflict("nothing_to_escalate", "4.2.1-a", "没有可继续升级的通知", "No notice to take further")


def next_to_tell(facts: CaseFacts, role: Role) -> Role | None:
    """The next post in the chain that was not told yet."""
    told = {notice.role for notice in facts.notices if notice.must_acknowledge}
    following = NEXT_IN_CHAIN.get(role)
    while following in told and following is not None:
        following = NEXT_IN_CHAIN.get(following)
    return following


@clause("4.2.1-a")
def escalated(facts: CaseFacts, action: EscalateNotice, ctx: Context) -> Iterator[Event]:
    notice = _unanswered(facts, action.number)
    following = next_to_tell(facts, notice.role) if notice else None
    if following is not None:
        yield from Outgoing(facts, ctx).tell(following, "4.2.1-a", must_acknowledge=True)


def the_duty_runs(facts: CaseFacts, action: ExtendDuty, ctx: Context) -> Refusal | None:
    if action.due_at <= ctx.now:
        return incomplete(
            "due_in_past",
            "3.4-b",
            "新的期限须晚于现在",
            "The new due time must lie ahead",
            "due_at",
        )
    if action.duty in facts.clocks and any(duty.key == action.duty for duty in owed(facts)):
        return None
    return conflict("duty_not_owed", "3.4-b", "没有这项在办事项", "No such duty runs")


def an_emergency_report_is_owed(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if facts.emergency and not facts.emergency_reported:
        return None
    return conflict("no_report_owed", "4.2.3-b", "无须紧急情况报告", "No emergency report is owed")


def an_incident_is_open(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if facts.incident_open:
        return None
    return conflict("no_incident", "4.2.4-c", "没有待调查的事件", "No incident is open")


def someone_who_helped(facts: CaseFacts, ctx: Context) -> Refusal | None:
    return None if ctx.actor.person_id in facts.doers else its_responsible(facts, ctx)


def flagged(facts: CaseFacts, action: RaiseFlag, ctx: Context) -> Iterable[Event]:
    return (
        FlagRaised(
            **ctx.stamp,
            flag=action.flag,
            persons_concerned=action.persons_concerned,
            reason=action.reason,
        ),
    )


def cleared(facts: CaseFacts, action: ClearFlag, ctx: Context) -> Iterable[Event]:
    return (FlagCleared(**ctx.stamp, flag=action.flag, reason=action.reason),)


@clause("3.4-b")
def supervised(facts: CaseFacts, action: Supervise, ctx: Context) -> Iterator[Event]:
    yield Supervised(**ctx.stamp, marked_for_watch=action.marked_for_watch, instruction=action.instruction)
    if facts.follow_up_contacts > facts.follow_ups_seen or facts.exception_answer:
        yield FollowUpsSeen(**ctx.stamp)


def extended(facts: CaseFacts, action: ExtendDuty, ctx: Context) -> Iterable[Event]:
    return (DutyExtended(**ctx.stamp, duty=action.duty, due_at=action.due_at, reason=action.reason),)


def linked(facts: CaseFacts, action: LinkCase, ctx: Context) -> Iterable[Event]:
    return (Linked(**ctx.stamp, other=action.other, relation=action.relation),)


def another_case(facts: CaseFacts, action: LinkCase, ctx: Context) -> Refusal | None:
    if action.other != facts.id:
        return None
    return incomplete("link_to_itself", None, "不能关联自身", "A case is not linked to itself", "other")


ACTS = (
    Act(
        action=RaiseFlag,
        path="raise-flag",
        label=Words("设置标记", "Set a mark"),
        guards=(a_person, not_over),
        then=flagged,
    ),
    Act(
        action=ClearFlag,
        path="clear-flag",
        label=Words("取消标记", "Take a mark away"),
        edits=True,
        guards=(a_person, not_over, only_the_head_clears),
        checks=(the_mark_is_set,),
        then=cleared,
    ),
    Act(
        action=DeclareEmergency,
        path="declare-emergency",
        label=Words("转为紧急情况", "It is an emergency"),
        kinds=HELP,
        guards=(HELP_UNDER_WAY,),
        then=emergency,
    ),
    Act(
        action=NotifyMore,
        path="notify-more",
        label=Words("增加通知", "Tell more people"),
        kinds=HELP,
        guards=(a_person, HELP_UNDER_WAY),
        checks=(somebody_to_tell,),
        then=more_told,
    ),
    Act(
        action=EscalateNotice,
        path="escalate-notice",
        label=Words("通知下一顺位", "Tell the next in the chain"),
        kinds=HELP,
        by_time=True,
        guards=(only_time, HELP_UNDER_WAY),
        checks=(nobody_acknowledged,),
        then=escalated,
    ),
    Act(
        action=WriteEmergencyReport,
        path="write-emergency-report",
        label=Words("写紧急情况报告", "Write the emergency report"),
        kinds=HELP,
        guards=(
            a_person,
            an_emergency_report_is_owed,
            any_of(someone_who_helped, the_desk_accepts),
        ),
        then=lambda facts, action, ctx: (EmergencyReported(**ctx.stamp, report=action.report),),
    ),
    Act(
        action=ReviewIncident,
        path="review-incident",
        label=Words("调查事件", "Look into the incident"),
        kinds=HELP,
        guards=(a_person, an_incident_is_open, the_head_or_the_centre_manager),
        then=lambda facts, action, ctx: (IncidentReviewed(**ctx.stamp, remark=action.remark),),
    ),
    Act(
        action=Supervise,
        path="supervise",
        label=Words("督导", "Supervise"),
        guards=(a_person, the_head_or_the_centre_manager),
        then=supervised,
    ),
    Act(
        action=ExtendDuty,
        path="extend-duty",
        label=Words("延期", "Extend a due time"),
        edits=True,
        guards=(a_person, the_head),
        checks=(the_duty_runs,),
        then=extended,
    ),
    Act(
        action=LinkCase,
        path="link",
        label=Words("关联事项", "Link to another case"),
        guards=(a_person,),
        checks=(another_case,),
        then=linked,
    ),
    Act(
        action=AddNote,
        path="add-note",
        label=Words("添加备注", "Add a note"),
        guards=(a_person, only_when(*(set(Status) - {Status.VOIDED}))),
        then=lambda facts, action, ctx: (Noted(**ctx.stamp, note=action.note),),
    ),
)
