"""The demo centre's ground: four areas, buildings, homes, and somebody in every post."""

from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from app.centre.actions.lists import add_entry
from app.centre.actions.opening import lay_out_sample_cards, open_centre
from app.database.ids import new_id
from app.procedure.actors import Actor
from app.procedure.actors import Appointment as Held
from app.procedure.vocabulary import Credential, Role
from app.residents.actions.places import add_area, add_building, add_unit
from app.residents.vocabulary import PlaceKind
from app.rosters.actions.desk_hours import set_desk_hours
from app.rosters.holidays import is_published, official_days
from app.rosters.hours import USUAL_WEEK
from app.rosters.tables import Shift
from app.routing.actions import install_default_rules
from app.staff.actions.appointments import Post, appoint
from app.staff.actions.people import take_on
from app.staff.posts import DEPARTMENT_OF
from app.staff.tables import Appointment

ZONE = "Asia/Shanghai"
NAME = "翠湖苑物业服务中心"
SINCE = timedelta(days=400)
ROSTERED = range(-10, 29)
"""From ten days back to four weeks ahead."""

AREAS = {"A区": range(1, 7), "B区": range(7, 13), "C区": range(13, 19)}
SHARED = (
    ("大门", PlaceKind.GATE),
    ("地库B1", PlaceKind.GARAGE),
    ("地库B2", PlaceKind.GARAGE),
    ("中庭", PlaceKind.GARDEN),
    ("会所", PlaceKind.COMMON_AREA),
)
HOMES = ("101", "201", "302", "502", "602", "803", "902", "1203")


@dataclass(frozen=True, slots=True)
class Colleague:
    """A person of the demo centre: sign-in name, name, posts, and to whom they report."""

    login: str
    name: str
    role: Role
    area: str | None = None
    reports_to: str | None = None
    night: bool = False


COLLEAGUES = (
    Colleague("manager", "徐建国", Role.CENTRE_MANAGER),
    Colleague("head", "何婷", Role.HEAD_OF_CUSTOMER_SERVICE, reports_to="manager"),
    Colleague("desk", "陈晓雯", Role.FRONT_DESK, reports_to="head"),
    Colleague("desk2", "林静", Role.FRONT_DESK, reports_to="head"),
    Colleague("area-a", "周敏", Role.AREA_CUSTOMER_MANAGER, "A区", "head"),
    Colleague("area-b", "吴磊", Role.AREA_CUSTOMER_MANAGER, "B区", "head"),
    Colleague("area-c", "郑洁", Role.AREA_CUSTOMER_MANAGER, "C区", "head"),
    Colleague("security", "赵刚", Role.SECURITY_DUTY_SUPERVISOR, reports_to="manager"),
    Colleague("security2", "孙勇", Role.SECURITY_DUTY_SUPERVISOR, reports_to="manager", night=True),
    Colleague("engineering", "钱伟", Role.ENGINEERING_DUTY_SUPERVISOR, reports_to="manager"),
    Colleague("engineering2", "李斌", Role.ENGINEERING_DUTY_SUPERVISOR, reports_to="manager", night=True),
    Colleague("control", "冯丽", Role.CONTROL_ROOM_OPERATOR, reports_to="security"),
    Colleague("control2", "蒋平", Role.CONTROL_ROOM_OPERATOR, reports_to="security2", night=True),
    Colleague("guard", "韩冬", Role.PATROL_GUARD, reports_to="security"),
    Colleague("guard2", "马超", Role.PATROL_GUARD, reports_to="security2", night=True),
    Colleague("engineer", "唐明", Role.DUTY_ENGINEER, reports_to="engineering"),
    Colleague("engineer2", "邓辉", Role.DUTY_ENGINEER, reports_to="engineering2", night=True),
    Colleague("gardener", "罗秀英", Role.OTHER_STAFF, reports_to="head"),
    Colleague("admin", "系统管理员", Role.ADMINISTRATOR),
    Colleague("viewer", "集团查看", Role.GROUP_VIEWER),
)
"""In this order a superior is appointed before those who report to them."""

ONE_EACH = tuple(each.login for each in COLLEAGUES if not each.login.endswith("2"))

DIRECTORY = (
    ("燃气公司", "燃气表、燃气故障与缴费", "客服热线（请填本地号码）"),
    ("自来水公司", "水表、水费、停水", "客服热线（请填本地号码）"),
    ("供电公司", "电表、电费、停电", "95598"),
    ("政务服务便民热线", "政府部门的各类咨询", "12345"),
    ("社区居委会", "证明、养老、邻里事务", "居委会办公室（请填地址与电话）"),
)


@dataclass
class Estate:
    """What the stories need: where things are and who acts."""

    centre_id: UUID
    areas: dict[str, UUID] = field(default_factory=dict)
    buildings: dict[str, UUID] = field(default_factory=dict)
    units: dict[str, UUID] = field(default_factory=dict)
    residents: dict[str, UUID] = field(default_factory=dict)
    people: dict[str, UUID] = field(default_factory=dict)
    posts: dict[str, Held] = field(default_factory=dict)

    def actor(self, login: str) -> Actor:
        """This colleague, signed in."""
        return Actor(
            centre_id=self.centre_id,
            person_id=self.people[login],
            credential=Credential.PERSON,
            appointments=(self.posts[login],),
        )


async def build(session: AsyncSession, now: datetime, rostered: range = ROSTERED) -> Estate:
    """Lay out the centre, empty of cases, with a roster for these days from today on."""
    began = now - SINCE
    centre = await open_centre(session, name=NAME, zone=ZONE, now=began, is_demo=True)
    await lay_out_sample_cards(session, centre, began)
    for name, purpose, reach in DIRECTORY:
        await add_entry(session, centre.id, {"name": name, "purpose": purpose, "reach": reach})
    await install_default_rules(session, centre.id, began)
    await _desk_hours(session, centre.id, now, began)
    estate = Estate(centre.id)
    await _places(session, estate)
    await _people(session, estate, began)
    _shifts(session, estate, now, rostered)
    await session.flush()
    return estate


async def _desk_hours(session: AsyncSession, centre_id: UUID, now: datetime, began: datetime) -> None:
    """The desk is open every day, on official days off as well; those only count in working days."""
    week = USUAL_WEEK
    for year in (now.year, now.year + 1):
        if is_published(year):
            week = week.with_official(official_days(year))
    open_then = tuple(
        each if each.hours else replace(each, hours=week.weekly[each.on.weekday()])
        for each in week.exceptions
    )
    await set_desk_hours(
        session,
        centre_id,
        replace(week, exceptions=open_then),
        after_version=0,
        reason="前台每天开放",
        by=None,
        now=began,
    )


async def _places(session: AsyncSession, estate: Estate) -> None:
    for area, numbers in AREAS.items():
        estate.areas[area] = (await add_area(session, estate.centre_id, name=area)).id
        for number in numbers:
            await _building(session, estate, area, f"{number}栋", PlaceKind.RESIDENTIAL)
            for home in HOMES:
                await home_of(session, estate, f"{number}栋{home}")
    estate.areas["公共区域"] = (await add_area(session, estate.centre_id, name="公共区域")).id
    for name, kind in SHARED:
        await _building(session, estate, "公共区域", name, kind)


async def _building(session: AsyncSession, estate: Estate, area: str, name: str, kind: PlaceKind) -> None:
    made = await add_building(
        session, estate.centre_id, area_id=estate.areas[area], name=name, place_kind=kind
    )
    estate.buildings[name] = made.id


async def home_of(session: AsyncSession, estate: Estate, told: str) -> UUID | None:
    """The home people mean by “1栋602”; made when it is new, nothing for a mere building."""
    building, _, number = told.partition("栋")
    if not number:
        return None
    if told not in estate.units:
        made = await add_unit(
            session, estate.centre_id, building_id=estate.buildings[f"{building}栋"], number=number
        )
        estate.units[told] = made.id
    return estate.units[told]


async def _people(session: AsyncSession, estate: Estate, began: datetime) -> None:
    for extension, each in enumerate(COLLEAGUES, 8001):
        person = await take_on(
            session,
            estate.centre_id,
            name=each.name,
            now=began,
            login=each.login,
            work_phone=str(extension),
        )
        superior = estate.posts[each.reports_to].id if each.reports_to in estate.posts else None
        post = Post(
            role=each.role,
            area_id=estate.areas.get(each.area or ""),
            department=DEPARTMENT_OF.get(each.role),
            starts_at=began,
            reports_to_id=superior,
        )
        held = await appoint(session, estate.centre_id, person.id, post, by=None, now=began)
        estate.people[each.login] = person.id
        estate.posts[each.login] = _held(held)


def _held(given: Appointment) -> Held:
    role = Role(given.role)
    return Held(id=given.id, role=role, area_id=given.area_id, department=DEPARTMENT_OF.get(role))


def _shifts(session: AsyncSession, estate: Estate, now: datetime, days: range) -> None:
    """Day and night."""
    zone = ZoneInfo(ZONE)
    today = now.astimezone(zone).date()
    for each in COLLEAGUES:
        department = DEPARTMENT_OF.get(each.role)
        if department is None or each.role in {Role.FRONT_DESK, Role.HEAD_OF_CUSTOMER_SERVICE}:
            continue
        for offset in days:
            hour = 20 if each.night else 8
            starts = datetime.combine(today + timedelta(days=offset), time(hour), zone)
            session.add(
                Shift(
                    centre_id=estate.centre_id,
                    id=new_id(),
                    person_id=estate.people[each.login],
                    role=each.role.value,
                    department=department.value,
                    starts_at=starts,
                    ends_at=starts + timedelta(hours=12),
                )
            )
