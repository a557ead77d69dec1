"""What an entry of the clause table says, and the posts it speaks to."""

from dataclasses import dataclass

from app.procedure.refusal import Words
from app.procedure.vocabulary import Keeping, Role, Strength


@dataclass(frozen=True, slots=True)
class Who:
    """To whom a clause speaks; without roles it is the centre as a whole."""

    words: Words
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One obligation of the procedure, in our own words.

    `deadline_word` is the procedure's own word for haste; it names no number anywhere. `reason`
    says why a clause is only prompted for, or left to practice. `source_gap` marks what the
    document received leaves open, and `inferred` a reading that fills such a gap.
    """

    id: str
    strength: Strength
    keeping: Keeping
    who: Who
    text: Words
    deadline_word: str | None = None
    reason: Words | None = None
    source_gap: Words | None = None
    inferred: bool = False

    @property
    def number(self) -> str:
        """The number in the document: several obligations may share it."""
        return self.id.rpartition("-")[0]

    @property
    def chapter(self) -> str:
        """The chapter: 1 to 3, or a section of 4."""
        parts = self.id.split(".")
        return parts[0] if parts[0] != "4" else ".".join(parts[:2])


ALL_STAFF_ROLES = (
    Role.FRONT_DESK,
    Role.AREA_CUSTOMER_MANAGER,
    Role.HEAD_OF_CUSTOMER_SERVICE,
    Role.CENTRE_MANAGER,
    Role.SECURITY_DUTY_SUPERVISOR,
    Role.ENGINEERING_DUTY_SUPERVISOR,
    Role.CONTROL_ROOM_OPERATOR,
    Role.PATROL_GUARD,
    Role.DUTY_ENGINEER,
    Role.OTHER_STAFF,
)
NOT_THE_DESK_ROLES = tuple(role for role in ALL_STAFF_ROLES if role is not Role.FRONT_DESK)

CENTRE = Who(Words("物业服务中心", "The service centre"))
ALL_STAFF = Who(Words("全体工作人员", "All staff"), ALL_STAFF_ROLES)
NOT_THE_DESK = Who(Words("前台以外的人员", "Staff who are not the desk"), NOT_THE_DESK_ROLES)
DESK = Who(Words("客服前台", "Front desk"), (Role.FRONT_DESK,))
AREA_MANAGER = Who(Words("区域客户主任", "Area customer manager"), (Role.AREA_CUSTOMER_MANAGER,))
HEAD = Who(Words("客户服务部门负责人", "Head of customer service"), (Role.HEAD_OF_CUSTOMER_SERVICE,))
CENTRE_MANAGER = Who(Words("物业服务中心负责人", "Manager of the service centre"), (Role.CENTRE_MANAGER,))
DEPARTMENTS = Who(
    Words("安防、工程部门", "Security and engineering"),
    (
        Role.SECURITY_DUTY_SUPERVISOR,
        Role.ENGINEERING_DUTY_SUPERVISOR,
        Role.PATROL_GUARD,
        Role.DUTY_ENGINEER,
    ),
)
CONTROL_ROOM = Who(Words("监控中心值班员", "Control room operator"), (Role.CONTROL_ROOM_OPERATOR,))
ON_PATROL = Who(
    Words("巡查中的客户主任、工程、安防人员", "Area managers, engineers and guards on their rounds"),
    (Role.AREA_CUSTOMER_MANAGER, Role.DUTY_ENGINEER, Role.PATROL_GUARD),
)
SENT_TO_HELP = Who(
    Words("到场处理的人", "Whoever is sent to help"),
    (
        Role.PATROL_GUARD,
        Role.DUTY_ENGINEER,
        Role.SECURITY_DUTY_SUPERVISOR,
        Role.ENGINEERING_DUTY_SUPERVISOR,
        Role.AREA_CUSTOMER_MANAGER,
        Role.OTHER_STAFF,
    ),
)
WHO_ANSWERS = Who(
    Words("前台、客户主任", "Front desk and area managers"),
    (Role.FRONT_DESK, Role.AREA_CUSTOMER_MANAGER),
)

NO_WORD_AFTER_CONTACT = Words(
    "原文“联系”之后少“方式”二字，按联系方式理解",
    "The document drops a word after “contact”; read as contact details",
)
