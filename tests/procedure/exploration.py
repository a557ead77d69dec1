"""Every state a case can reach: whoever acts, whatever is said, at a few moments, within a bound."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import Any

from app.procedure.actors import Actor
from app.procedure.acts import OVER, Act
from app.procedure.closings import resident_has_answered
from app.procedure.context import Context
from app.procedure.duties import DutyCode
from app.procedure.facts import CaseFacts
from app.procedure.lifecycle import ACTS, Decided, decide, may
from app.procedure.policy import Policy
from app.procedure.refusal import Refusal, Sort
from app.procedure.vocabulary import Status
from tests.procedure.calendars import at
from tests.procedure.payloads import PAYLOADS, is_beside
from tests.procedure.stories import (
    CENTRE_MANAGER,
    CLEANER,
    DESK,
    ENGINEERING,
    GUARD,
    HEAD,
    MANAGER,
    OTHER_DESK,
    SECURITY,
    TIME,
    Story,
    setting,
)

MOMENTS = (at("2026-04-01 10:00"), at("2026-04-01 14:00"))
"""The morning, and when every short time is up."""

POLICY = Policy(version=1, callback_attempts=2, callback_attempt_days=1)
"""Two tries are as good as three for telling states apart."""

ACTORS = (DESK, OTHER_DESK, MANAGER, HEAD, CENTRE_MANAGER, SECURITY, ENGINEERING, GUARD, CLEANER, TIME)
SAYS_WHO = frozenset({"designee_answers", "own_duty_log_only", "person_concerned"})
"""Refusals of a state that hold for some persons only."""


@dataclass(frozen=True)
class Bounds:
    """How far a walk goes: acts beside the way, rounds of a sheet, and the longest of each list."""

    beside: int = 1
    rounds: int = 2
    listed: int = 1
    most: int | None = None
    """So many states of each beginning, the nearest first; without it, every one."""
    every_actor: bool = False
    """Whether everyone who may act does, or the first of them where it makes no difference."""


class Surroundings:
    """What stays the same along a walk: script, policy, who is there."""

    def __init__(self, said: Mapping[str, Any]) -> None:
        self._said = said
        self._contexts: dict[tuple[int, int], Context] = {}

    def context(self, actor: Actor, moment: int) -> Context:
        known = (id(actor), moment)
        if known not in self._contexts:
            self._contexts[known] = setting(actor, MOMENTS[moment], **self._said)
        return self._contexts[known]


@dataclass(frozen=True)
class State:
    """Where a case stands: its facts, the moment, and what surrounds it."""

    facts: CaseFacts
    moment: int
    surroundings: Surroundings
    room: int

    def context(self, actor: Actor) -> Context:
        return self.surroundings.context(actor, self.moment)


@dataclass(frozen=True)
class Step:
    """One thing that was done, and what it came to."""

    before: State
    act: Act
    action: Any
    actor: Actor
    after: Decided


@dataclass
class Explored:
    """What was seen on the way."""

    states: int = 0
    steps: int = 0
    refusals: set[Refusal] = field(default_factory=set)


LOOKED_AT = (
    DutyCode.FIND_OUT,
    DutyCode.ACKNOWLEDGE_NOTICE,
    DutyCode.PERSONAL_FOLLOW_UP,
    DutyCode.ACCEPT_CAPTURE,
)
"""Duties whose clocks some rule looks at."""

NEVER_ASKED_FOR = frozenset(
    {
        "id",
        "received_at",
        "recorded_at",
        "closed_at",
        "archived_at",
        "clocks",
        "accepted_by",
        "decided_by",
        "marked_for_watch",
        "words_beyond_script",
        "script_asked",
        "follow_up_contacts",
        "objections",
        "ack_calls",
    }
)
"""Facts that no rule looks at, or only to count on."""

SUMMED_UP = frozenset(
    {
        "accepted_at",
        "acknowledged_at",
        "arrived_at",
        "callbacks",
        "reply",
        "approval",
        "notices",
        "consultations",
        "handled_by",
        "contacts_in_implementation",
        "dissatisfied_times",
    }
)
AT_THE_DESK_ONLY = frozenset({"clarified", "answered_at_desk", "must_issue_sheet", "finding_out"})
OF_THE_WORK = frozenset(
    {
        "findings",
        "involves_other_unit",
        "rejections",
        "progress_notice_due",
        "outcome",
        "police_called",
        "doers",
        "result_by",
        "duty_log_by",
        "tries_enough",
        "unreachable_closed",
        "dissatisfied_final",
        "impossible",
        "impossible_confirmed",
        "contact",
        "contact_asked",
        "alternatives",
        "proxy_offered",
        "proxy_accepted",
        "proxy_answered",
        "proxy_told",
        "consent_to_pass_on",
        "answered_by_others",
        "finished_by_desk",
        "designee",
        "sheet_round",
        "reviewed",
    }
)
"""What no longer makes a difference once a case is over, except to who reopens it."""

PLAIN = frozenset(CaseFacts.__dataclass_fields__) - NEVER_ASKED_FOR - SUMMED_UP
AS_AT_THE_DESK = attrgetter(*sorted(PLAIN))
AS_IN_WORK = attrgetter(*sorted(PLAIN - AT_THE_DESK_ONLY))
AS_WHEN_OVER = attrgetter(*sorted(PLAIN - AT_THE_DESK_ONLY - OF_THE_WORK))
DESK_IDS = frozenset({DESK.person_id, OTHER_DESK.person_id})
WITH_THE_DESK = frozenset({Status.PENDING_DESK, Status.ACCEPTED, Status.DESK_HANDLING})
COMING = frozenset(
    {Status.PENDING_DESK, Status.ACCEPTED, Status.NOTIFIED, Status.ACKNOWLEDGED, Status.ON_SCENE}
)


def _windows(facts: CaseFacts) -> tuple[object, ...]:
    if facts.status not in WITH_THE_DESK | {Status.NOTIFIED}:
        return ()
    return tuple(
        sorted((key, clock.due_at) for key, clock in facts.clocks.items() if key.startswith(LOOKED_AT))
    )


def _in_work(facts: CaseFacts) -> tuple[object, ...]:
    """What is summed up while the case is open."""
    now = [each for each in facts.callbacks if each.round == facts.sheet_round]
    notices = facts.notices if facts.status in COMING else ()
    return (
        facts.accepted_at is None,
        facts.acknowledged_at is None,
        facts.arrived_at is None,
        facts.reply is None,
        facts.approval and (facts.approval.digest, facts.approval.state),
        tuple((each.role, each.person_id, each.must_acknowledge) for each in notices),
        tuple((each.department, each.answered_at is None) for each in facts.consultations),
        facts.handled_by & DESK_IDS,
        min(facts.dissatisfied_times, 2),
        (min(len(now), 2), resident_has_answered(facts)) if facts.status is Status.RETURNED else None,
        _windows(facts),
    )


def name_of(state: State) -> object:
    """What tells a state from another: all that some rule still looks at, and no times."""
    facts = state.facts
    over = facts.status in OVER
    if over:
        plain = AS_WHEN_OVER(facts)
    else:
        plain = (AS_AT_THE_DESK if facts.status in WITH_THE_DESK else AS_IN_WORK)(facts)
    return (
        plain,
        None if over else _in_work(facts),
        min(facts.contacts_in_implementation, 1),
        facts.received_by in facts.handled_by,
        state.moment,
        id(state.surroundings),
    )


def within(facts: CaseFacts, bounds: Bounds) -> bool:
    return (
        facts.sheet_round <= bounds.rounds
        and len(facts.consultations) <= bounds.listed
        and len(facts.notices) <= 4 + 2 * bounds.listed
        and len(facts.doers) <= bounds.listed
        and facts.objections <= bounds.listed
        and facts.rejections <= 1 + bounds.listed
    )


class Exploration:
    """Walks from each beginning through everything that may be done, and shows each state and step once."""

    def __init__(self, bounds: Bounds) -> None:
        self.bounds = bounds
        self.seen: dict[object, int] = {}
        self.found = Explored()

    def walk(
        self,
        beginning: Story,
        on_state: Callable[[State], None],
        on_step: Callable[[Step], None],
    ) -> None:
        start = State(beginning.facts, 0, Surroundings(beginning.said), self.bounds.beside)
        waiting = deque([start] if self._is_new(start, on_state) else [])
        while waiting and (self.bounds.most is None or self.found.states < self.bounds.most):
            state = waiting.popleft()
            for following in (*self._steps(state, on_step), *_later(state)):
                if within(following.facts, self.bounds) and self._is_new(following, on_state):
                    waiting.append(following)

    def _is_new(self, state: State, on_state: Callable[[State], None]) -> bool:
        """New, or reached with more room than before; shown only the first time."""
        name = name_of(state)
        room = self.seen.get(name)
        if room is None:
            self.found.states += 1
            on_state(state)
        elif room >= state.room:
            return False
        self.seen[name] = state.room
        return True

    def _steps(self, state: State, on_step: Callable[[Step], None]) -> Iterator[State]:
        for act in ACTS:
            said = [each for each in PAYLOADS[act.action] if state.room or not is_beside(each)]
            if state.facts.kind not in act.kinds or not said:
                continue
            for actor in self._who_may(state, act):
                for action in said:
                    answer = decide(state.facts, action, state.context(actor))
                    if isinstance(answer, Refusal):
                        self.found.refusals.add(answer)
                        continue
                    self.found.steps += 1
                    on_step(Step(state, act, action, actor, answer))
                    yield replace(state, facts=answer.facts, room=state.room - is_beside(action))

    def _who_may(self, state: State, act: Act) -> Iterator[Actor]:
        """Everyone who may, or the first of them; nobody, once the state itself stands against it."""
        for actor in ACTORS:
            refusal = may(state.facts, act.action, state.context(actor))
            if refusal is None:
                yield actor
                if self.bounds.every_actor:
                    continue
                return
            self.found.refusals.add(refusal)
            state_says_no = refusal.sort is not Sort.FORBIDDEN and refusal.code not in SAYS_WHO
            if state_says_no and not self.bounds.every_actor:
                return


def _later(state: State) -> Iterator[State]:
    """Time passes only where that makes a difference."""
    if state.moment + 1 < len(MOMENTS) and _windows(state.facts):
        yield replace(state, moment=state.moment + 1)
