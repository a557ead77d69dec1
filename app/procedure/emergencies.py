"""4.2.1–4.2.3 When more must come: an emergency, a further department, nobody who answers."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from app.procedure.actions.help import EscalateNotice, NotifyMore, WriteEmergencyReport
from app.procedure.actions.supervision import DeclareEmergency
from app.procedure.acts import Act, only_when
from app.procedure.clauses import clause
from app.procedure.context import Context
from app.procedure.duties import DutyCode, key_of
from app.procedure.events.common import Event
from app.procedure.events.help import EmergencyDeclared, EmergencyReported
from app.procedure.facts import CaseFacts, Notice
from app.procedure.help import HELP
from app.procedure.notices import (
    Outgoing,
    department_supervisor,
    next_to_tell,
    somebody_was_asked_to_come,
    unanswered,
)
from app.procedure.placing import everyone_concerned, help_is_called
from app.procedure.refusal import Refusal, Words, conflict, incomplete
from app.procedure.roles import a_person, any_of, its_responsible, only_time, the_desk_accepts
from app.procedure.vocabulary import Role, Status

NOT_HANDLED_YET = only_when(
    Status.PENDING_DESK, Status.ACCEPTED, Status.NOTIFIED, Status.ACKNOWLEDGED, Status.ON_SCENE
)


@clause("4.2.3-b")
def emergency(facts: CaseFacts, action: DeclareEmergency, ctx: Context) -> Iterator[Event]:
    """Everyone concerned hears that it is one, also those who were told before it was."""
    declared = EmergencyDeclared(**ctx.stamp, emergency=action.emergency)
    yield declared
    after = declared.upon(facts)
    if somebody_was_asked_to_come(facts):
        yield from everyone_concerned(Outgoing(facts, ctx), after)
    else:
        yield from help_is_called(after, ctx)


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


@clause("4.2.1-a", "4.2.1-b")
def more_told(facts: CaseFacts, action: NotifyMore, ctx: Context) -> Iterator[Event]:
    """A further department, the area manager; or the first ones, where it seemed that nobody need go."""
    outgoing = Outgoing(facts, ctx)
    if action.department and not somebody_was_asked_to_come(facts):
        yield from help_is_called(replace(facts, department=action.department), ctx, outgoing)
    elif action.department:
        yield from outgoing.tell(department_supervisor(action.department), "4.2.1-a", must_acknowledge=True)
    if action.notify_area_manager:
        yield from outgoing.tell(Role.AREA_CUSTOMER_MANAGER, "4.2.1-b", area_id=facts.area_id)


def _overdue(facts: CaseFacts, notice: Notice, ctx: Context) -> bool:
    desk = notice.role is Role.FRONT_DESK and not notice.must_acknowledge
    key = key_of(DutyCode.ACCEPT_CAPTURE) if desk else key_of(DutyCode.ACKNOWLEDGE_NOTICE, str(notice.number))
    clock = facts.clocks.get(key)
    return clock is not None and clock.due_at <= ctx.now


@clause("4.2.1-a", "4.2.2-a")
def nobody_acknowledged(facts: CaseFacts, action: EscalateNotice, ctx: Context) -> Refusal | None:
    """A notice goes further once, and only when its time is up."""
    notice = unanswered(facts, action.number)
    if notice and next_to_tell(facts, notice.role) and _overdue(facts, notice, ctx):
        return None
    return conflict("nothing_to_escalate", "4.2.1-a", "没有可继续升级的通知", "No notice to take further")


@clause("4.2.1-a", "4.2.2-a")
def escalated(facts: CaseFacts, action: EscalateNotice, ctx: Context) -> Iterable[Event]:
    """The next in the chain; where the desk does not answer the control room, whoever comes to help."""
    notice = unanswered(facts, action.number)
    following = next_to_tell(facts, notice.role) if notice else None
    if notice is None or following is None:
        return ()
    if notice.role is Role.FRONT_DESK and not somebody_was_asked_to_come(facts):
        return help_is_called(facts, ctx)
    return Outgoing(facts, ctx).tell(following, "4.2.1-a", must_acknowledge=True)


@clause("4.2.3-b")
def an_emergency_report_is_owed(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if facts.emergency and not facts.emergency_reported:
        return None
    return conflict("no_report_owed", "4.2.3-b", "无须紧急情况报告", "No emergency report is owed")


def someone_who_helped(facts: CaseFacts, ctx: Context) -> Refusal | None:
    return None if ctx.actor.person_id in facts.doers else its_responsible(facts, ctx)


ACTS = (
    Act(
        action=DeclareEmergency,
        path="declare-emergency",
        label=Words("转为紧急情况", "It is an emergency"),
        kinds=HELP,
        guards=(a_person, NOT_HANDLED_YET),
        then=emergency,
    ),
    Act(
        action=NotifyMore,
        path="notify-more",
        label=Words("增加通知", "Tell more people"),
        kinds=HELP,
        guards=(a_person, NOT_HANDLED_YET),
        checks=(somebody_to_tell,),
        then=more_told,
    ),
    Act(
        action=EscalateNotice,
        path="escalate-notice",
        label=Words("通知下一顺位", "Tell the next in the chain"),
        kinds=HELP,
        by_time=True,
        guards=(only_time, NOT_HANDLED_YET),
        checks=(nobody_acknowledged,),
        then=escalated,
    ),
    Act(
        action=WriteEmergencyReport,
        path="write-emergency-report",
        label=Words("写紧急情况报告", "Write the emergency report"),
        kinds=HELP,
        guards=(a_person, an_emergency_report_is_owed, any_of(someone_who_helped, the_desk_accepts)),
        then=lambda facts, action, ctx: (EmergencyReported(**ctx.stamp, report=action.report),),
    ),
)
