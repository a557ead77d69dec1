"""What calls for help are mostly about: one tap chooses the department, and the emergency if it is one.

The centre's own routing rules may add to this; who is told follows the procedure all the same.
"""

from dataclasses import dataclass

from app.procedure.refusal import Words
from app.procedure.vocabulary import Department, EmergencyType

SECURITY = Department.SECURITY
ENGINEERING = Department.ENGINEERING


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """A chip on the form. Without a department both duty supervisors are told."""

    code: str
    label: Words
    department: Department | None = None
    emergency: EmergencyType | None = None
    dispute: bool = False


def _chip(
    code: str,
    zh: str,
    en: str,
    department: Department | None = None,
    emergency: EmergencyType | None = None,
    *,
    dispute: bool = False,
) -> Situation:
    return Situation(
        code=code,
        label=Words(zh, en),
        department=department,
        emergency=emergency,
        dispute=dispute,
    )


SITUATIONS = (
    _chip("lift_trapped", "困在电梯里", "Stuck in the lift", ENGINEERING, EmergencyType.LIFT_ENTRAPMENT),
    _chip("fire_smoke", "着火冒烟", "Fire or smoke", SECURITY, EmergencyType.FIRE),
    _chip("gas_smell", "闻到燃气味", "Smell of gas", SECURITY, EmergencyType.GAS_LEAK),
    _chip("burst_pipe", "爆管、大量进水", "Burst pipe", ENGINEERING, EmergencyType.FLOODING),
    _chip("ill_or_hurt", "急病、摔伤", "Ill or hurt", SECURITY, EmergencyType.MEDICAL),
    _chip("locked_in", "孩子老人反锁屋里", "Locked in", ENGINEERING, EmergencyType.PERSON_TRAPPED),
    _chip("fight", "打起来了", "A fight", SECURITY, EmergencyType.FIGHT_VIOLENCE, dispute=True),
    _chip("theft", "被偷、有人闯入", "Theft, break-in", SECURITY, EmergencyType.PUBLIC_SECURITY),
    _chip("falling_object", "楼上掉东西", "Falling object", SECURITY, EmergencyType.FALLING_OBJECT),
    _chip("building_dark", "整栋停电", "Building dark", ENGINEERING, EmergencyType.POWER_FAILURE),
    _chip("crash", "撞车撞人", "A crash", SECURITY, EmergencyType.TRAFFIC_ACCIDENT),
    _chip("storm", "树倒、招牌松", "Storm damage", ENGINEERING, EmergencyType.SEVERE_WEATHER),
    _chip("leak", "漏水", "A leak", ENGINEERING),
    _chip("no_power", "家里停电", "No power at home", ENGINEERING),
    _chip("no_water", "家里停水", "No water at home", ENGINEERING),
    _chip("locked_out", "门打不开", "Locked out", ENGINEERING),
    _chip("lost_in_shaft", "东西掉进井道、地沟", "Dropped into a shaft", ENGINEERING),
    _chip("quarrel", "吵架", "A quarrel", SECURITY, dispute=True),
    _chip("noise", "太吵", "Noise", SECURITY),
    _chip("stranger", "陌生人徘徊", "A stranger about", SECURITY),
    _chip("look_in", "上门看看老人", "Look in on someone", SECURITY),
    _chip("lend_hand", "搬抬、搀扶", "Lifting, a helping hand", SECURITY),
    _chip("car_stuck", "车坏了、堵路", "Car stuck or in the way", SECURITY),
    _chip("missing", "老人孩子走丢", "Someone missing", SECURITY),
    _chip("animal", "蛇虫、流浪动物", "Snake or stray animal", SECURITY),
    _chip("something_else", "别的事", "Something else"),
)
