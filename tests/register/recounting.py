"""The five rates counted by hand, entry by entry: by the journal and the rules, not by the reports."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from app.cases.codecs import read_event
from app.procedure.facts import CaseFacts, Impossible
from app.procedure.lifecycle import evolve, replay
from app.procedure.met import MET_BY
from app.procedure.owed import owed
from app.procedure.vocabulary import Status

FIRST_WORD = {
    "ack_call", "tell_progress", "answer_at_desk", "reply_when_clarified", "answer_as_designee",
    "handle_sheet", "personal_follow_up", "arrive", "finish_at_desk",
}  # fmt: skip
"""What lets the resident hear from us, or see somebody, for the first time."""

Journal = list[tuple[str, dict[str, Any]]]


@dataclass
class Prefix:
    """The case as it stood after an entry."""

    event: str
    payload: dict[str, Any]
    facts: CaseFacts
    due: frozenset[str]


def rates_by_hand(case_id: UUID, journal: Journal, now: datetime) -> Counter[str]:
    """What this case adds to the part and the whole of each rate."""
    prefixes = _prefixes(case_id, journal)
    facts = prefixes[-1].facts
    counted = Counter[str]()
    if facts.accepted_at is None or facts.status is Status.VOIDED:
        return counted
    first = _first_word(prefixes)
    if first is not None:
        due_at, said_at = first
        counted["response whole"] += said_at is not None or due_at < now
        counted["response part"] += said_at is not None and said_at <= due_at
    return counted + _callbacks(prefixes, facts)


def _prefixes(case_id: UUID, journal: Journal) -> list[Prefix]:
    events = [read_event(event, payload, None) for event, payload in journal]
    facts = replay(case_id, events[:1])
    found = [Prefix(*journal[0], facts, _due(facts))]
    for entry, event in zip(journal[1:], events[1:], strict=True):
        facts = evolve(facts, event)
        found.append(Prefix(*entry, facts, _due(facts)))
    return found


def _due(facts: CaseFacts) -> frozenset[str]:
    return frozenset(duty.key for duty in owed(facts))


def _callbacks(prefixes: list[Prefix], facts: CaseFacts) -> Counter[str]:
    """Required once a callback was owed; reached, solved and satisfied as in the last round of calls."""
    owed_at_all = any(
        each.event == "ClockStarted" and each.payload["duty"].startswith("callback:") for each in prefixes
    )
    if not owed_at_all or Impossible.CALLBACK in facts.impossible_confirmed:
        return Counter()
    calls: list[tuple[str, dict[str, Any]]] = []
    turn, enough, given_up = "", False, False
    for each in prefixes:
        if each.event == "CalledBack":
            calls.append((turn, each.payload))
            enough = bool(each.payload.get("enough_tries"))
        elif each.event == "ClockStarted" and each.payload["duty"].startswith("callback:"):
            turn = each.payload["duty"]
        elif each.event == "UnreachableRuled":
            enough, given_up = False, each.payload["close"]
        elif each.event == "Reopened" or (
            each.event == "DecisionReviewed" and not each.payload.get("upheld")
        ):
            enough = given_up = False
    spoken = [call for of, call in calls if call["reached"] and of == calls[-1][0]]
    word = spoken[-1] if spoken else {}
    return Counter(
        {
            "callback whole": 1,
            "callback part": int(bool(spoken) or enough or given_up),
            "reach whole": 1,
            "reach part": int(bool(spoken)),
            "solved whole": int(bool(spoken)),
            "solved part": int(word.get("solved") is True),
            "satisfaction whole": int(bool(spoken)),
            "satisfaction part": int(word.get("satisfaction") in {"satisfied", "fairly_satisfied"}),
        }
    )


def _first_word(prefixes: list[Prefix]) -> tuple[datetime, datetime | None] | None:
    """When the resident should first have heard from us, and when that was; nothing if it fell away."""
    for begun, entry in enumerate(prefixes):
        duty = entry.payload["duty"] if entry.event == "ClockStarted" else ""
        if duty.partition(":")[0] not in FIRST_WORD or duty not in entry.due:
            continue
        outcome = _came_of_it(prefixes, begun, duty)
        if outcome is not None:
            return outcome
    return None


def _came_of_it(prefixes: list[Prefix], begun: int, duty: str) -> tuple[datetime, datetime | None] | None:
    code = duty.partition(":")[0]
    again = next(
        (
            place
            for place in range(begun + 1, len(prefixes))
            if prefixes[place].event == "ClockStarted" and prefixes[place].payload["duty"] == duty
        ),
        len(prefixes),
    )
    ends = [
        place
        for place in range(begun + 1, again)
        if duty in prefixes[place - 1].due and duty not in prefixes[place].due
    ]
    still_owed = again == len(prefixes) and duty in prefixes[-1].due
    if still_owed or not ends:
        return prefixes[-1].facts.clocks[duty].due_at, None
    last = prefixes[ends[-1]]
    if last.event not in MET_BY[code]:  # type: ignore[index]
        return None
    due_at = prefixes[ends[-1] - 1].facts.clocks[duty].due_at
    at, told = datetime.fromisoformat(last.payload["at"]), last.payload.get("occurred_at")
    began = datetime.fromisoformat(prefixes[begun].payload["at"])
    return due_at, at if told is None else min(at, max(datetime.fromisoformat(told), began))
