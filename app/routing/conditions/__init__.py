"""Conditions of a routing rule: plain data that is checked, matched and can say why it does not hold."""

from app.routing.conditions.combinations import (
    All,
    Always,
    AnyOf,
    Bounded,
    Condition,
    Not,
    every_part,
    words_in,
)
from app.routing.conditions.leaves import (
    AreaIs,
    BuildingIs,
    ChannelIs,
    DayIs,
    EmergencyIs,
    KindIs,
    PlaceKindIs,
    ReceivedAs,
    TopicIs,
    WeekdayIs,
)
from app.routing.conditions.measures import JointCountIs, Marked, TimeOfDayIs, WordsSaid
from app.routing.conditions.texts import Lexicon, Seen, folded

__all__ = [
    "All",
    "Always",
    "AnyOf",
    "AreaIs",
    "Bounded",
    "BuildingIs",
    "ChannelIs",
    "Condition",
    "DayIs",
    "EmergencyIs",
    "JointCountIs",
    "KindIs",
    "Lexicon",
    "Marked",
    "Not",
    "PlaceKindIs",
    "ReceivedAs",
    "Seen",
    "TimeOfDayIs",
    "TopicIs",
    "WeekdayIs",
    "WordsSaid",
    "every_part",
    "folded",
    "words_in",
]
