"""What belongs to a post: its department, whether it is one area's, whether only one may hold it."""

from collections.abc import Mapping

from app.procedure.vocabulary import Department, Role

DEPARTMENT_OF: Mapping[Role, Department] = {
    Role.FRONT_DESK: Department.CUSTOMER_SERVICE,
    Role.AREA_CUSTOMER_MANAGER: Department.CUSTOMER_SERVICE,
    Role.HEAD_OF_CUSTOMER_SERVICE: Department.CUSTOMER_SERVICE,
    Role.SECURITY_DUTY_SUPERVISOR: Department.SECURITY,
    Role.CONTROL_ROOM_OPERATOR: Department.SECURITY,
    Role.PATROL_GUARD: Department.SECURITY,
    Role.ENGINEERING_DUTY_SUPERVISOR: Department.ENGINEERING,
    Role.DUTY_ENGINEER: Department.ENGINEERING,
}
"""The other posts stand above the departments or in any of them (3.3)."""

OF_AN_AREA = frozenset({Role.AREA_CUSTOMER_MANAGER})
"""3.2: an area manager answers for the residents of one area."""

HELD_BY_ONE = frozenset({Role.AREA_CUSTOMER_MANAGER, Role.HEAD_OF_CUSTOMER_SERVICE, Role.CENTRE_MANAGER})
"""Posts that the procedure names in the singular: "personally" must mean one person (4.1.2.1)."""

GIVEN_BY_ADMINISTRATORS = frozenset({Role.ADMINISTRATOR, Role.CENTRE_MANAGER, Role.GROUP_VIEWER})
"""Posts that a centre manager cannot give away."""
