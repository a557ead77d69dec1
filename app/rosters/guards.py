"""Who sets desk hours, who keeps which roster, who reads whose duty log."""

from collections.abc import Iterable
from typing import Annotated
from uuid import UUID

from fastapi import Depends

from app.procedure.actors import Actor
from app.procedure.labels import label_of
from app.procedure.refusal import Refused, forbidden
from app.procedure.vocabulary import Department, Role
from app.rosters.departments import EVERY_DEPARTMENT, rostered_by, supervised_by
from app.staff.guards import require
from app.staff.posts import DEPARTMENT_OF

SetsDeskHours = Annotated[
    Actor, Depends(require(Role.ADMINISTRATOR, Role.CENTRE_MANAGER, Role.HEAD_OF_CUSTOMER_SERVICE))
]
KeepsRosters = Annotated[
    Actor,
    Depends(
        require(
            Role.SECURITY_DUTY_SUPERVISOR,
            Role.ENGINEERING_DUTY_SUPERVISOR,
            Role.HEAD_OF_CUSTOMER_SERVICE,
            Role.CENTRE_MANAGER,
            Role.ADMINISTRATOR,
        )
    ),
]


def may_roster(actor: Actor, roles: Iterable[Role]) -> bool:
    """Whether the actor keeps the roster of at least one of these posts."""
    kept = rostered_by(actor)
    return kept == EVERY_DEPARTMENT or any(DEPARTMENT_OF.get(role) in kept for role in roles)


def refuse_other_rosters(actor: Actor, *roles: Role) -> None:
    """A duty supervisor keeps the roster of the own department alone (3.3)."""
    if not may_roster(actor, roles):
        raise Refused(
            forbidden(
                "not_your_roster",
                "3.3-a",
                "只能安排本部门的班次",
                "Only the own department's roster is yours to keep",
                then=(None, "请客户服务部门负责人安排", "Leave it to the head of customer service"),
            )
        )


def refuse_other_persons_shift(actor: Actor, person_id: UUID, role: Role) -> None:
    """One signs on and off oneself; who keeps the roster may do it for somebody."""
    if actor.person_id != person_id and not may_roster(actor, [role]):
        raise Refused(
            forbidden(
                "not_your_shift",
                None,
                "签到签退由本人办理，或由其主管代记",
                "One signs on and off oneself, or the supervisor does",
            )
        )


def logs_read_by(actor: Actor) -> frozenset[Department]:
    """The departments whose duty logs the actor reads beside the own one (3.4-b)."""
    read = supervised_by(actor)
    if not read:
        label = label_of(Role.CENTRE_MANAGER)
        raise Refused(
            forbidden(
                "not_your_log",
                "3.4-b",
                "只能查看自己的值班工作本；他人的由其主管查看",
                "Only your own duty log is yours to read; supervisors read their department's",
                then=(None, f"请主管或{label.zh}查看", f"Ask the supervisor or the {label.en.lower()}"),
            )
        )
    return read
