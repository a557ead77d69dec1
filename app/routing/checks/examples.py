"""A matter that shows something, told to people and as values: only what is not plain about it."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Any
from uuid import UUID

from app.procedure.labels import label_of
from app.procedure.refusal import Words
from app.routing.checks.readings import ANY_MOMENT
from app.routing.conditions.measures import SAID
from app.routing.facts import FIELDS, RoutingFacts
from app.routing.labels import DAYS, PLACES, WEEKDAYS

NO_KIND = Words("转投诉或报修", "complaint or repair")


def told(facts: RoutingFacts) -> Words:
    """In one line."""
    said = list(_said(facts))
    return Words("，".join(each.zh for each in said), ", ".join(each.en for each in said))


def _said(facts: RoutingFacts) -> Iterator[Words]:
    yield label_of(facts.kind) if facts.kind else NO_KIND
    for value, zh, en in (
        (facts.emergency, "紧急情况：", "emergency: "),
        (facts.received_as, "接到人：", "received by: "),
        (facts.channel, "渠道：", "by: "),
    ):
        if value is not None:
            yield Words(f"{zh}{label_of(value).zh}", f"{en}{label_of(value).en}")
    if facts.joint_count > 1:
        yield Words(f"联名{facts.joint_count}人", f"{facts.joint_count} residents together")
    for name in ("is_key", "dispute", "important", "sensitive"):
        if getattr(facts, name):
            yield SAID[name][0]
    if facts.topic:
        yield Words(f"主题：{facts.topic}", f"topic: {facts.topic}")
    if facts.place_kind:
        yield PLACES[facts.place_kind]
    if facts.words:
        words = facts.words.replace("\n", "、")
        yield Words(f"原话提到“{words}”", f"the words speak of “{words}”")
    yield from _of_the_moment(facts)


def _of_the_moment(facts: RoutingFacts) -> Iterator[Words]:
    moment = facts.moment
    yield SAID["desk_open"][0 if moment.desk_open else 1]
    if moment.time_of_day != ANY_MOMENT.time_of_day:
        yield Words(f"{moment.time_of_day:%H:%M}", f"{moment.time_of_day:%H:%M}")
    if moment.weekday != ANY_MOMENT.weekday:
        yield WEEKDAYS[moment.weekday]
    if moment.day != ANY_MOMENT.day:
        yield DAYS[moment.day]


def values(facts: RoutingFacts) -> dict[str, Any]:
    """As machines read it."""
    known: dict[str, Any] = {"words": facts.words} if facts.words else {}
    for name, _ in FIELDS:
        value = getattr(facts, name)
        if value is not None and value is not False:
            known[name] = str(value) if isinstance(value, UUID | StrEnum) else value
    moment = facts.moment
    return known | {
        "desk_open": moment.desk_open,
        "time_of_day": f"{moment.time_of_day:%H:%M}",
        "weekday": moment.weekday,
        "day": moment.day.value,
    }
