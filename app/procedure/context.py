"""What the rules may know beside the case itself: the time, the actor, the centre's settings."""

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from typing import Any
from uuid import UUID

from app.procedure.actors import Actor
from app.procedure.deadlines import DeskCalendar
from app.procedure.facts import CaseFacts
from app.procedure.fields import record
from app.procedure.policy import Policy
from app.procedure.vocabulary import Department, Role


@record
class Routing:
    """What the centre's own routing rules add. They never take anything away (the procedure is the floor)."""

    department: Department | None = None
    topic: str | None = None
    important: bool = False
    sensitive: bool = False
    dispute: bool = False
    notify_area_manager: bool = False
    also_tell: frozenset[Role] = frozenset()
    due: Mapping[str, int] = field(default_factory=dict)
    rule_set_version: int | None = None


@record
class ScriptInForce:
    """The unified answer that holds for the case's topic now (4.4.5).

    `absent` are those of its designees who cannot answer now; with all of them away the head does (X19).
    """

    script_id: UUID
    version_id: UUID
    version: int
    digest: str
    designees: frozenset[UUID] = frozenset()
    absent: frozenset[UUID] = frozenset()


@record
class Superior:
    """自己上级: to whom the actor's appointment reports (4.2.2)."""

    role: Role
    person_id: UUID | None = None


@record
class Context:
    """The moment an action is decided in."""

    now: datetime
    actor: Actor
    policy: Policy
    calendar: DeskCalendar
    routing: Routing = Routing()
    script: ScriptInForce | None = None
    area_managers: frozenset[UUID] = frozenset()
    heads: frozenset[UUID] = frozenset()
    superior: Superior | None = None
    is_key: bool | None = None
    same_topic_recently: int = 0
    script_already_considered: bool = False
    on_duty: frozenset[Role] | None = None
    other: CaseFacts | None = None
    """The case an act joins this one with."""
    same_contact: bool = False
    """Whether both cases came by the same contact."""
    names_on_sheet: frozenset[str] = frozenset()
    """What on the sheet tells who the resident is."""
    co_signers: tuple[str, ...] = ()
    """Who stands behind the suggestion by name already."""

    @property
    def stamp(self) -> dict[str, Any]:
        """Time and person, as every event carries them."""
        return {"at": self.now, "by": self.actor.person_id}

    @property
    def desk_open(self) -> bool:
        return self.calendar.is_open(self.now)
