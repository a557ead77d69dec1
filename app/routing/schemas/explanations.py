"""A dry run and its explanation, as seen from outside."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from app.procedure.calendars import DeskCalendar
from app.procedure.labels import label_of
from app.procedure.vocabulary import Channel, Department, EmergencyType, Kind, Role
from app.residents.vocabulary import PlaceKind
from app.routing.checks.breaches import Breach
from app.routing.conditions.leaves import TopicKey
from app.routing.conditions.measures import MOST_JOINT
from app.routing.decisions import Routed
from app.routing.explanations import Explanation, StageStory, Tried
from app.routing.facts import Moment, RoutingFacts
from app.routing.labels import STAGES
from app.routing.persons import Chosen
from app.routing.rules import Rules
from app.routing.vocabulary import Priority, RuleFlag, Stage
from app.schema import Schema
from app.web.bodies import Body, Label
from app.web.bodies import Moment as OurMoment

Told = Annotated[str, StringConstraints(max_length=4000, pattern=r"^[^\x00]*$")]


class FactsAsked(Body):
    """A matter to try the rules on. What is left out is not known; without a time it came just now."""

    words: Told = ""
    kind: Kind | None = None
    channel: Channel | None = None
    received_as: Role | None = None
    received_at: OurMoment | None = None
    topic: TopicKey | None = None
    area_id: UUID | None = None
    building_id: UUID | None = None
    place_kind: PlaceKind | None = None
    is_key: bool = False
    joint_count: int = Field(default=1, ge=1, le=MOST_JOINT)
    emergency: EmergencyType | None = None
    dispute: bool = False
    important: bool = False
    sensitive: bool = False

    def as_facts(self, calendar: DeskCalendar, now: datetime) -> RoutingFacts:
        """As the rules see it, on the centre's calendar."""
        moment = Moment.at(calendar, self.received_at or now)
        return RoutingFacts(moment=moment, **self.model_dump(exclude={"received_at"}))


class DryRun(Body):
    """A matter, and the rules to try on it: those in force, a version, or rules given here."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "facts": {
                    "kind": "help",
                    "words": "厨房水管漏水，水已经流到楼道",
                    "channel": "phone",
                    "received_as": "front_desk",
                    "received_at": "2026-04-01T19:30:00+08:00",
                },
                "number": None,
                "rules": None,
            }
        }
    )

    facts: FactsAsked
    number: int | None = Field(default=None, ge=1, le=1_000_000)
    rules: Rules | None = None

    @model_validator(mode="after")
    def _one_set_of_rules(self) -> Self:
        if self.number is not None and self.rules is not None:
            raise PydanticCustomError("one_set_of_rules", "Give a version's number or rules, not both")
        return self


class RuleTried(Schema):
    """A rule that was tried, and why it was or was not followed."""

    rule: str
    name: Label
    clause: str | None
    matched: bool
    why: Label

    @classmethod
    def of(cls, tried: Tried) -> "RuleTried":
        """In both languages."""
        return cls(
            rule=tried.rule,
            name=Label.of(tried.name),
            clause=tried.clause,
            matched=tried.matched,
            why=Label.of(tried.why),
        )


class StageTold(Schema):
    """One stage of the decision."""

    stage: Stage
    label: Label
    tried: list[RuleTried]
    adds: Label
    not_tried: int = Field(description="Rules behind the one that was followed")

    @classmethod
    def of(cls, story: StageStory) -> "StageTold":
        """In both languages."""
        return cls(
            stage=story.stage,
            label=Label.of(STAGES[story.stage]),
            tried=[RuleTried.of(each) for each in story.tried],
            adds=Label.of(story.adds),
            not_tried=story.not_tried,
        )


class RoutedOut(Schema):
    """What the rules add to the matter. The procedure itself decides everything else."""

    department: Department | None
    topic: str | None
    flags: list[RuleFlag]
    notify_area_manager: bool
    also_tell: list[Role]
    due: dict[str, int] = Field(description="Shorter time limits, by the setting of the policy")
    priority: Priority | None = Field(description="A word for people; lists go by what is due first")
    emergency_hint: EmergencyType | None = Field(description="Advice for a person; it sets nothing")

    @classmethod
    def of(cls, routed: Routed) -> "RoutedOut":
        """As the rules add it."""
        return cls(
            department=routed.department,
            topic=routed.topic,
            flags=[flag for flag in RuleFlag if getattr(routed, flag.value)],
            notify_area_manager=routed.notify_area_manager,
            also_tell=sorted(routed.also_tell),
            due=dict(routed.due),
            priority=routed.priority,
            emergency_hint=routed.emergency_hint,
        )


class BreachTold(Schema):
    """What a followed rule would take away; the procedure stands all the same."""

    rule: str
    clause: str | None
    because: Label

    @classmethod
    def of(cls, breach: Breach) -> "BreachTold":
        """In both languages."""
        return cls(rule=breach.rule, clause=breach.clause, because=Label.of(breach.because))


class PersonChosen(Schema):
    """A post that gets the matter or is told of it, the person there, and why that one."""

    handles: bool = Field(description="Holds it first; the others are told")
    role: Role
    label: Label
    clause: str | None = Field(description="Empty where only a rule of the centre wants it told")
    person_id: UUID | None
    person: str | None
    why: Label
    alert: bool = Field(description="Nobody is there in the post itself")

    @classmethod
    def of(cls, chosen: Chosen) -> "PersonChosen":
        """In both languages."""
        return cls(
            handles=chosen.handles,
            role=chosen.role,
            label=Label.of(label_of(chosen.role)),
            clause=chosen.clause,
            person_id=chosen.person_id,
            person=chosen.name,
            why=Label.of(chosen.why),
            alert=chosen.alert,
        )


class ExplanationOut(Schema):
    """The whole story of one decision. Nothing of it is stored."""

    rule_set_version: int
    routed: RoutedOut
    stages: list[StageTold]
    persons: list[PersonChosen] = Field(description="Who has it first, and who is told; then why them")
    breaches: list[BreachTold] = Field(description="Where these rules would go below the procedure")

    @classmethod
    def of(
        cls, explanation: Explanation, chosen: Iterable[Chosen], breaches: Iterable[Breach]
    ) -> "ExplanationOut":
        """In both languages."""
        return cls(
            rule_set_version=explanation.rule_set_version,
            routed=RoutedOut.of(explanation.routed),
            stages=[StageTold.of(each) for each in explanation.stages],
            persons=[PersonChosen.of(each) for each in chosen],
            breaches=[BreachTold.of(each) for each in breaches],
        )
