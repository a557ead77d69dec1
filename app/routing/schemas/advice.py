"""Advice on what a matter might be, as seen from outside."""

from enum import StrEnum
from typing import Generic, TypeVar

from pydantic import ConfigDict

from app.procedure.labels import label_of
from app.procedure.refusal import Words
from app.procedure.vocabulary import Department, EmergencyType, Kind, RelatedProcedure
from app.routing.advice import Advice, Advised
from app.schema import Schema
from app.web.bodies import Body, Label, Long

T = TypeVar("T", bound=str | bool)
YES = Words("是", "Yes")


class AdviceAsked(Body):
    """What the resident said. Nothing of it is stored."""

    model_config = ConfigDict(
        json_schema_extra={"example": {"words": "楼道里有股很重的煤气味", "emergency": None}}
    )

    words: Long
    emergency: EmergencyType | None = None


class AdvisedOut(Schema, Generic[T]):
    """One piece of advice: the value, why, and the words it rests on."""

    value: T
    label: Label
    because: Label
    words: list[str]


class AdviceOut(Schema):
    """What the words speak for; a person confirms. What is empty, the words do not tell."""

    kind: AdvisedOut[Kind] | None
    related_procedure: AdvisedOut[RelatedProcedure] | None
    emergency: AdvisedOut[EmergencyType] | None
    dispute: AdvisedOut[bool] | None
    department: AdvisedOut[Department] | None
    topic: AdvisedOut[str] | None
    notify_area_manager: AdvisedOut[bool] | None

    @classmethod
    def of(cls, advice: Advice, topic: Words | None) -> "AdviceOut":
        """With the topic's own name."""
        return cls(
            kind=_of_a_word(advice.kind),
            related_procedure=_of_a_word(advice.related_procedure),
            emergency=_of_a_word(advice.emergency),
            dispute=_told(advice.dispute, YES),
            department=_of_a_word(advice.department),
            topic=_told(advice.topic, topic),
            notify_area_manager=_told(advice.notify_area_manager, YES),
        )


W = TypeVar("W", bound=StrEnum)


def _of_a_word(advised: Advised[W] | None) -> AdvisedOut[W] | None:
    return _told(advised, label_of(advised.value)) if advised else None


def _told(advised: Advised[T] | None, label: Words | None) -> AdvisedOut[T] | None:
    if advised is None or label is None:
        return None
    return AdvisedOut(
        value=advised.value,
        label=Label.of(label),
        because=Label.of(advised.because),
        words=list(advised.words),
    )
