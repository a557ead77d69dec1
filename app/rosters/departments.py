"""Who keeps a department's roster, and who reads its duty logs."""

from collections.abc import Mapping
from types import MappingProxyType

from app.procedure.actors import Actor
from app.procedure.vocabulary import Department, Role
from app.staff.posts import DEPARTMENT_OF

EVERY_DEPARTMENT = frozenset(Department)
_SUPERVISES: Mapping[Role, frozenset[Department]] = MappingProxyType(
    {
        Role.SECURITY_DUTY_SUPERVISOR: frozenset({Department.SECURITY}),
        Role.ENGINEERING_DUTY_SUPERVISOR: frozenset({Department.ENGINEERING}),
        Role.HEAD_OF_CUSTOMER_SERVICE: frozenset({Department.CUSTOMER_SERVICE}),
        Role.CENTRE_MANAGER: EVERY_DEPARTMENT,
    }
)


def roles_of(departments: frozenset[Department]) -> frozenset[Role]:
    """The posts of these departments."""
    return frozenset(role for role, department in DEPARTMENT_OF.items() if department in departments)


def supervised_by(actor: Actor) -> frozenset[Department]:
    """The departments whose logs the actor reads: the own one, or all of them."""
    return frozenset().union(*(_SUPERVISES.get(role, frozenset()) for role in actor.roles()))


def rostered_by(actor: Actor) -> frozenset[Department]:
    """The departments whose roster the actor keeps.

    The head of customer service keeps every one's: help has to find somebody on duty (3.4).
    """
    if actor.holds(Role.HEAD_OF_CUSTOMER_SERVICE, Role.CENTRE_MANAGER, Role.ADMINISTRATOR):
        return EVERY_DEPARTMENT
    return supervised_by(actor)
