"""Why a case went where it went, as seen from outside."""

from uuid import UUID

from pydantic import AwareDatetime, Field

from app.notifications.ways import Asked, Found, Given, Way
from app.procedure.events.words import EVENT_WORDS
from app.procedure.labels import label_of
from app.procedure.vocabulary import Role
from app.routing.explanations import StageStory
from app.routing.labels import STAGES
from app.routing.schemas.explanations import RoutedOut, RuleTried
from app.routing.vocabulary import Stage
from app.schema import Schema
from app.web.bodies import Label


class StageThen(Schema):
    """One stage of a decision about a case."""

    stage: Stage
    label: Label
    tried: list[RuleTried]
    adds: Label
    not_tried: int = Field(description="Rules behind the one that was followed")
    withheld: bool = Field(
        description="Some rules of the stage ask which residents are key residents: not told to everyone"
    )

    @classmethod
    def of(cls, story: StageStory, *, sees_key: bool) -> "StageThen":
        """In both languages; whoever may not know a key resident is told of no rule that asks for it."""
        return cls(
            stage=story.stage,
            label=Label.of(STAGES[story.stage]),
            tried=[RuleTried.of(each) for each in story.tried if sees_key or not each.rests_on_key],
            adds=Label.of(story.adds),
            not_tried=story.not_tried,
            withheld=not sees_key and story.asks_for_key,
        )


class AskedOut(Schema):
    """One time the centre's rules were asked about the case."""

    at: AwareDatetime
    desk_open: bool
    rule_set_version: int = Field(description="0: the default rules")
    as_then: bool = Field(
        description="Told anew, it comes out as it did; false where topics or the words have changed since"
    )
    routed: RoutedOut
    stages: list[StageThen]

    @classmethod
    def of(cls, asked: Asked, *, sees_key: bool) -> "AskedOut":
        """In both languages."""
        return cls(
            at=asked.at,
            desk_open=asked.desk_open,
            rule_set_version=asked.told.rule_set_version,
            as_then=asked.as_then,
            routed=RoutedOut.of(asked.told.routed),
            stages=[StageThen.of(each, sees_key=sees_key) for each in asked.told.stages],
        )


class FoundOut(Schema):
    """Who was found for a post, and why that person."""

    person_id: UUID
    person: str
    role: Role
    label: Label
    why: Label
    stands_in: bool = Field(description="Nobody was there in the post itself")
    chosen_at: AwareDatetime

    @classmethod
    def of(cls, found: Found) -> "FoundOut":
        """In both languages."""
        return cls(
            person_id=found.person_id,
            person=found.name,
            role=found.role,
            label=Label.of(label_of(found.role)),
            why=Label.of(found.why),
            stands_in=found.stands_in,
            chosen_at=found.chosen_at,
        )


class GivenOut(Schema):
    """The case was given to a post, or a post was told of it."""

    entry: int = Field(description="Number of the entry in the case's journal")
    event: str = Field(examples=["NoticeSent"])
    event_label: Label
    at: AwareDatetime
    role: Role | None
    label: Label | None
    clause: str
    must_acknowledge: bool
    nobody_on_duty: bool = Field(description="The alert: nobody was there, the next in the chain was told")
    waits: bool = Field(description="Nobody has been looked for yet")
    persons: list[FoundOut]

    @classmethod
    def of(cls, given: Given) -> "GivenOut":
        """In both languages."""
        return cls(
            entry=given.entry,
            event=given.event,
            event_label=Label.of(EVENT_WORDS[given.event]),
            at=given.at,
            role=given.role,
            label=Label.of(label_of(given.role)) if given.role else None,
            clause=given.clause,
            must_acknowledge=given.must_acknowledge,
            nobody_on_duty=given.nobody_on_duty,
            waits=given.waits,
            persons=[FoundOut.of(each) for each in given.found],
        )


class CaseRouting(Schema):
    """The way of a case: what the centre's rules added, stage by stage, and who was found for whom."""

    asked: list[AskedOut] = Field(
        description="When it came, and again when the desk accepted or reclassified it"
    )
    given: list[GivenOut]

    @classmethod
    def of(cls, way: Way, *, sees_key: bool) -> "CaseRouting":
        """In both languages."""
        return cls(
            asked=[AskedOut.of(each, sees_key=sees_key) for each in way.asked],
            given=[GivenOut.of(each) for each in way.given],
        )
