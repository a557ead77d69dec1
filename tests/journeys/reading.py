"""How a case of a set is read: the posts it names, and the form its receiver fills in."""

from copy import deepcopy
from dataclasses import fields
from typing import Any

from pydantic import TypeAdapter

from app.demo.intakes import TAKERS, form_of
from app.procedure.actions.intake import TakeIn
from app.procedure.vocabulary import Department, Kind, Role
from app.routing.decisions import Routed, route
from tests.journeys.callers import Centre
from tests.routing.matters import DEFAULT, matter

FORM = TypeAdapter(TakeIn)
MANAGERS = {"A区": "area-a", "B区": "area-b", "C区": "area-c"}
HOLDERS = {
    Role.SECURITY_DUTY_SUPERVISOR: "security",
    Role.ENGINEERING_DUTY_SUPERVISOR: "engineering",
    Role.PATROL_GUARD: "guard",
    Role.DUTY_ENGINEER: "engineer",
    Role.CONTROL_ROOM_OPERATOR: "control",
    Role.AREA_CUSTOMER_MANAGER: "area-a",
    Role.HEAD_OF_CUSTOMER_SERVICE: "head",
    Role.CENTRE_MANAGER: "manager",
    Role.OTHER_STAFF: "gardener",
    Role.FRONT_DESK: "desk",
}
SUPERVISORS = {
    "security_duty_supervisor": Department.SECURITY,
    "engineering_duty_supervisor": Department.ENGINEERING,
}
SENT_BY = {
    "patrol_guard": "security_duty_supervisor",
    "duty_engineer": "engineering_duty_supervisor",
}
SAME_POST = {
    "engineering_staff": "duty_engineer",
    "security_staff": "patrol_guard",
    "line_superior": "security_duty_supervisor",
}
"""Names a set may use for a post that has another name in the house."""


def as_read(case: dict[str, Any]) -> dict[str, Any]:
    """The case with the house's own names of posts."""
    read = deepcopy(case)
    expected = read["expected"]
    read["received_by"] = SAME_POST.get(case["received_by"], case["received_by"])
    expected["handler"] = SAME_POST.get(expected["handler"], expected["handler"])
    expected["route"] = [SAME_POST.get(post, post) for post in expected["route"]]
    read["resident"]["joint_count"] = case["resident"]["joint_count"] or 1
    read.setdefault("context", {})
    return read


def receiver(case: dict[str, Any]) -> str:
    """The sign-in name of the one who took it in."""
    by = Role(case["received_by"])
    if by is Role.AREA_CUSTOMER_MANAGER:
        return MANAGERS.get(case["area"], "area-a")
    return TAKERS.get(by) or HOLDERS[by]


def manager_of(case: dict[str, Any]) -> str | None:
    """The area manager of the resident's home; of the place, where the resident has none (A19)."""
    building, _, _ = (case["resident"]["unit"] or "").partition("栋")
    if building.isdecimal():
        return MANAGERS["ABC"[(int(building) - 1) // 6] + "区"]
    return MANAGERS.get(case["area"])


def body_of(case: dict[str, Any], centre: Centre) -> dict[str, Any]:
    """What is posted: the form, and what a person ticks where the words alone would not say it."""
    by = Role(case["received_by"])
    taken = form_of(case, centre.estate, by)
    told = FORM.dump_python(taken, mode="json", exclude_defaults=True)
    body = {each.name: told[each.name] for each in fields(TakeIn) if each.name in told}
    return body | _ticked(case, centre)


def _ticked(case: dict[str, Any], centre: Centre) -> dict[str, Any]:
    expected = case["expected"]
    ticked: dict[str, Any] = {}
    match expected["kind"]:
        case "help" if expected["handler"] == "front_desk":
            ticked["nobody_needed_on_site"] = True
        case "help":
            department = wanted_department(expected)
            if department and by_its_words(case).department is not department:
                ticked["department"] = department.value
        case "challenge":
            if expected["important_or_sensitive"] and not is_marked(case):
                ticked["sensitive"] = True
            if concerned := whom_it_concerns(case):
                ticked["persons_concerned"] = [str(centre.estate.people[concerned])]
    return ticked


def by_its_words(case: dict[str, Any]) -> Routed:
    """What the rules of a new centre make of the words alone."""
    told = {"emergency": case["expected"]["emergency"], "joint_count": case["resident"]["joint_count"]}
    return route(DEFAULT, matter(case["utterance"], Kind(case["expected"]["kind"]), **told))


def is_marked(case: dict[str, Any]) -> bool:
    routed = by_its_words(case)
    return routed.important or routed.sensitive


def wanted_department(expected: dict[str, Any]) -> Department | None:
    """The department that the one who takes the call has in mind; none where both are told."""
    if set(SUPERVISORS) <= set(expected["route"]) and not expected["emergency"]:
        return None
    return SUPERVISORS.get(SENT_BY.get(expected["handler"], expected["handler"]))


def whom_it_concerns(case: dict[str, Any]) -> str | None:
    """The colleague the matter is about; nobody else is spared the head's approval (X18)."""
    named = case["context"].get("person_concerned")
    if named is None:
        return "head" if case["expected"]["approval_by"] == "centre_manager" else None
    role = Role(SAME_POST.get(named, named))
    return manager_of(case) if role is Role.AREA_CUSTOMER_MANAGER else HOLDERS[role]
