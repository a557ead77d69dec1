"""A rule: a name, a condition, and what it adds. There is no way to say that it takes something away."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, TypeAdapter, model_validator
from pydantic_core import PydanticCustomError

from app.procedure.clauses import CLAUSES
from app.procedure.refusal import Words
from app.procedure.vocabulary import Department, EmergencyType
from app.routing.conditions import Bounded
from app.routing.conditions.base import Data
from app.routing.conditions.leaves import TopicKey
from app.routing.vocabulary import RuleFlag, Stage

MOST_RULES = 1000

OneLine = Annotated[str, StringConstraints(min_length=1, max_length=80, pattern=r"^[^\x00-\x1f\x7f]+$")]
Sentence = Annotated[str, StringConstraints(min_length=1, max_length=300, pattern=r"^[^\x00-\x1f\x7f]+$")]
RuleId = Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=r"^[a-z0-9][a-z0-9_.-]*$")]


class RuleName(Data):
    """What a rule is called, in both languages."""

    zh: OneLine
    en: OneLine

    @property
    def words(self) -> Words:
        """As everything else that people read."""
        return Words(self.zh, self.en)


def _without_doubles(flags: tuple[RuleFlag, ...]) -> tuple[RuleFlag, ...]:
    return tuple(sorted(set(flags)))


class Outcome(Data):
    """What a matching rule adds. A field that is left out adds nothing.

    `emergency_hint` never makes an emergency: it is shown to the person who decides.
    """

    topic: TopicKey | None = None
    flags: Annotated[tuple[RuleFlag, ...], Field(max_length=3), AfterValidator(_without_doubles)] = ()
    department: Literal[Department.SECURITY, Department.ENGINEERING] | None = None
    emergency_hint: EmergencyType | None = None
    notify_area_manager: bool = False

    def added(self) -> frozenset[str]:
        """The names of the fields that say something."""
        return frozenset(name for name in Outcome.model_fields if getattr(self, name))


ADDED_IN: Mapping[Stage, frozenset[str]] = {
    Stage.TOPIC: frozenset({"topic", "flags"}),
    Stage.DEPARTMENT: frozenset({"department", "emergency_hint"}),
    Stage.NOTICE: frozenset({"notify_area_manager"}),
}


class Rule(Data):
    """One rule of a stage. It names its clause, or the reason for which the centre made it."""

    id: RuleId
    name: RuleName
    stage: Stage
    when: Bounded
    then: Outcome
    clause: str | None = None
    reason: Sentence | None = None
    in_use: bool = True

    @model_validator(mode="after")
    def _adds_what_its_stage_decides(self) -> Self:
        foreign = self.then.added() - ADDED_IN[self.stage]
        if foreign:
            raise PydanticCustomError(
                "not_of_this_stage",
                "The stage '{stage}' does not decide {names}",
                {"stage": self.stage.value, "names": ", ".join(sorted(foreign))},
            )
        return self

    @model_validator(mode="after")
    def _rests_on_something(self) -> Self:
        if self.clause is None and self.reason is None:
            raise PydanticCustomError("ground_asked", "A rule names its clause or its reason")
        if self.clause is not None and self.clause not in CLAUSES:
            raise PydanticCustomError("unknown_clause", "No clause of the procedure has this id")
        return self


def _told_apart(rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    if len({rule.id for rule in rules}) < len(rules):
        raise PydanticCustomError("rule_id_twice", "Each rule has an id of its own")
    return rules


Rules = Annotated[tuple[Rule, ...], Field(max_length=MOST_RULES), AfterValidator(_told_apart)]
"""The rules of a set, in order. Within a stage the first that matches is followed."""

_RULES: TypeAdapter[tuple[Rule, ...]] = TypeAdapter(Rules)


def read_rules(stored: object) -> tuple[Rule, ...]:
    """Rules from plain JSON values."""
    return _RULES.validate_python(stored)


def write_rules(rules: Sequence[Rule]) -> list[object]:
    """Rules as plain JSON values."""
    return [rule.model_dump(mode="json", exclude_none=True) for rule in rules]
