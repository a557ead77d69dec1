"""4.2.1–4.2.3: who is told of a call for help, and who comes next when nobody answers."""

from collections.abc import Iterator
from uuid import UUID

from app.procedure.context import Context
from app.procedure.events.common import Event
from app.procedure.events.help import NoticeSent
from app.procedure.facts import CaseFacts, Notice
from app.procedure.roles import CENTRE, HEAD
from app.procedure.vocabulary import Department, EmergencyType, Role, Status

SECURITY = Role.SECURITY_DUTY_SUPERVISOR
ENGINEERING = Role.ENGINEERING_DUTY_SUPERVISOR

NEXT_IN_CHAIN: dict[Role, Role] = {
    Role.PATROL_GUARD: SECURITY,
    Role.CONTROL_ROOM_OPERATOR: SECURITY,
    Role.OTHER_STAFF: SECURITY,
    Role.DUTY_ENGINEER: ENGINEERING,
    SECURITY: HEAD,
    ENGINEERING: HEAD,
    Role.FRONT_DESK: HEAD,
    Role.AREA_CUSTOMER_MANAGER: HEAD,
    HEAD: CENTRE,
}
ENGINEERING_LEADS = frozenset(
    {
        EmergencyType.LIFT_ENTRAPMENT,
        EmergencyType.FLOODING,
        EmergencyType.POWER_FAILURE,
        EmergencyType.PERSON_TRAPPED,
    }
)


def department_supervisor(department: Department) -> Role:
    return ENGINEERING if department is Department.ENGINEERING else SECURITY


def leading_department(facts: CaseFacts) -> Department | None:
    """The department chosen or routed; an emergency without one has the department its type needs."""
    if facts.department in {Department.SECURITY, Department.ENGINEERING}:
        return facts.department
    if facts.emergency is None:
        return None
    return Department.ENGINEERING if facts.emergency in ENGINEERING_LEADS else Department.SECURITY


def supervisors_for(facts: CaseFacts) -> tuple[Role, ...]:
    """The duty supervisor of the department; unknown department: both."""
    department = leading_department(facts)
    return (department_supervisor(department),) if department else (SECURITY, ENGINEERING)


def somebody_was_asked_to_come(facts: CaseFacts) -> bool:
    return any(notice.must_acknowledge for notice in facts.notices)


def unanswered(facts: CaseFacts, number: int) -> Notice | None:
    """The notice of this number, while nobody has answered: to come, or at the desk to take the matter up."""
    desk_waits = facts.status is Status.PENDING_DESK
    for notice in facts.notices:
        waits = notice.must_acknowledge or (desk_waits and notice.role is Role.FRONT_DESK)
        if notice.number == number and waits and facts.acknowledged_at is None:
            return notice
    return None


def next_to_tell(facts: CaseFacts, role: Role) -> Role | None:
    """The next post in the chain, unless it was told already: then its own notice runs."""
    following = NEXT_IN_CHAIN.get(role)
    told = {notice.role for notice in facts.notices if notice.must_acknowledge}
    return following if following not in told else None


def nobody_there(role: Role, ctx: Context) -> bool:
    return ctx.on_duty is not None and role not in ctx.on_duty


class Outgoing:
    """Notices written in one step, numbered on from those already sent; in one step nobody is told twice."""

    def __init__(self, facts: CaseFacts, ctx: Context) -> None:
        self._next = len(facts.notices) + 1
        self._told: set[tuple[Role, UUID | None]] = set()
        self._ctx = ctx

    def tell(
        self,
        role: Role,
        clause: str,
        *,
        must_acknowledge: bool = False,
        person_id: UUID | None = None,
        area_id: UUID | None = None,
    ) -> Iterator[Event]:
        """A notice to a post; with nobody on duty there, the next in the chain is told as well."""
        if (role, person_id) in self._told:
            return
        self._told.add((role, person_id))
        absent = person_id is None and nobody_there(role, self._ctx)
        yield NoticeSent(
            **self._ctx.stamp,
            number=self._next,
            role=role,
            clause=clause,
            area_id=area_id,
            person_id=person_id,
            must_acknowledge=must_acknowledge,
            nobody_on_duty=absent,
        )
        self._next += 1
        if absent and role in NEXT_IN_CHAIN:
            yield from self.tell(NEXT_IN_CHAIN[role], clause, must_acknowledge=must_acknowledge)
