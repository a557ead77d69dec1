"""A rule: a name, a condition, and what it asks for. It may add; what takes away is never published."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, TypeAdapter, model_validator
from pydantic_core import PydanticCustomError

from app.procedure.clauses import CLAUSES
from app.procedure.placing import DEPARTMENT_OF
from app.procedure.policy import SETTING_OF
from app.procedure.refusal import Words
from app.procedure.terms import Setting
from app.procedure.vocabulary import Department, EmergencyType, Role
from app.routing.conditions import Bounded
from app.routing.conditions.base import Data
from app.routing.conditions.leaves import TopicKey
from app.routing.vocabulary import Priority, RuleFlag, Stage

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


Post = Literal[
    Role.FRONT_DESK,
    Role.AREA_CUSTOMER_MANAGER,
    Role.HEAD_OF_CUSTOMER_SERVICE,
    Role.CENTRE_MANAGER,
    Role.SECURITY_DUTY_SUPERVISOR,
    Role.ENGINEERING_DUTY_SUPERVISOR,
    Role.CONTROL_ROOM_OPERATOR,
    Role.PATROL_GUARD,
    Role.DUTY_ENGINEER,
]
"""A post that may be sent or told something."""

DUE_SETTINGS: Mapping[str, Setting] = {
    name: each for name, each in SETTING_OF.items() if each.clock is not None and each.at_most
}
"""The time limits of the policy that a rule may give a shorter value."""


def _posts_once(posts: tuple[Post, ...]) -> tuple[Post, ...]:
    return tuple(sorted(set(posts)))


class DueTime(Data):
    """A time limit for the matters of one rule, on the clock of the policy's own setting."""

    setting: Annotated[str, StringConstraints(max_length=60)]
    amount: int

    @model_validator(mode="after")
    def _is_a_limit(self) -> Self:
        setting = DUE_SETTINGS.get(self.setting)
        if setting is None:
            raise PydanticCustomError("unknown_limit", "No time limit of the policy has this name")
        try:
            setting.check(self.amount)
        except ValueError:
            raise PydanticCustomError("amount_out_of_bounds", "This limit cannot have that value") from None
        return self


def _limits_once(due: tuple[DueTime, ...]) -> tuple[DueTime, ...]:
    if len({each.setting for each in due}) < len(due):
        raise PydanticCustomError("limit_twice", "Each time limit is given once")
    return due


class Outcome(Data):
    """What a matching rule asks for. A field that is left out asks for nothing.

    What would weaken the procedure can be written here and is refused where the set is published.
    `emergency_hint` never makes an emergency: it is shown to the person who decides.
    """

    topic: TopicKey | None = None
    flags: Annotated[tuple[RuleFlag, ...], Field(max_length=3), AfterValidator(_without_doubles)] = ()
    department: Literal[Department.SECURITY, Department.ENGINEERING] | None = None
    handler: Post | None = None
    emergency_hint: EmergencyType | None = None
    notify_area_manager: bool = False
    notify: Annotated[tuple[Post, ...], Field(max_length=9), AfterValidator(_posts_once)] = ()
    notify_only: bool = Field(default=False, description="These posts are told and no others")
    due: Annotated[tuple[DueTime, ...], Field(max_length=10), AfterValidator(_limits_once)] = ()
    priority: Priority | None = Field(
        default=None,
        description="A word for people; lists go by what is due first, so a shorter limit moves it up",
    )

    @model_validator(mode="after")
    def _handler_is_of_the_department(self) -> Self:
        own = DEPARTMENT_OF.get(self.handler) if self.handler else None
        if own and self.department and own is not self.department:
            raise PydanticCustomError("handler_of_another_department", "Handler and department do not agree")
        return self

    @property
    def leads_to(self) -> Department | None:
        """The department given, or that of the handler."""
        return self.department or (DEPARTMENT_OF.get(self.handler) if self.handler else None)

    @property
    def told(self) -> frozenset[Role]:
        """The posts that are told as well."""
        manager = (Role.AREA_CUSTOMER_MANAGER,) if self.notify_area_manager else ()
        return frozenset((*self.notify, *manager))

    def added(self) -> frozenset[str]:
        """The names of the fields that say something."""
        return frozenset(name for name in Outcome.model_fields if getattr(self, name))


ADDED_IN: Mapping[Stage, frozenset[str]] = {
    Stage.TOPIC: frozenset({"topic", "flags"}),
    Stage.DEPARTMENT: frozenset({"department", "handler", "emergency_hint"}),
    Stage.NOTICE: frozenset({"notify_area_manager", "notify", "notify_only"}),
    Stage.PACE: frozenset({"due", "priority"}),
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
