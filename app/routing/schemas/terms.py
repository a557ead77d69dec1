"""The words of the rules, as a screen offers them."""

from pydantic import Field

from app.routing.terms import Choice, Named, Shape, Term, conditions, outcomes, stages
from app.routing.vocabulary import Stage
from app.schema import Schema
from app.web.bodies import Label


class ChoiceOut(Schema):
    """One value that may be chosen."""

    value: str | int
    label: Label

    @classmethod
    def of(cls, choice: Choice) -> "ChoiceOut":
        """In both languages."""
        return cls(value=choice.value, label=Label.of(choice.label))


class TermOut(Schema):
    """Something a rule may ask (by its `test`), or may ask for (a field of its outcome)."""

    name: str
    label: Label
    shape: Shape
    choices: list[ChoiceOut]
    no: Label | None = Field(description="How it reads where it is not so")
    stage: Stage | None = Field(description="The stage that decides it, of an outcome")

    @classmethod
    def of(cls, term: Term) -> "TermOut":
        """In both languages."""
        return cls(
            name=term.name,
            label=Label.of(term.label),
            shape=term.shape,
            choices=[ChoiceOut.of(each) for each in term.choices],
            no=Label.of(term.no) if term.no else None,
            stage=term.stage,
        )


class TermsOut(Schema):
    """Everything a rule of this centre may speak of."""

    stages: list[ChoiceOut]
    conditions: list[TermOut]
    outcomes: list[TermOut]

    @classmethod
    def of(cls, named: Named) -> "TermsOut":
        """With the centre's own topics, areas and buildings."""
        return cls(
            stages=[ChoiceOut.of(each) for each in stages()],
            conditions=[TermOut.of(each) for each in conditions(named)],
            outcomes=[TermOut.of(each) for each in outcomes(named)],
        )
