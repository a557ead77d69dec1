"""What a check of a rule set tells, as seen from outside."""

from typing import Any

from pydantic import Field

from app.procedure.refusal import Words
from app.procedure.vocabulary import Kind
from app.routing.checks.breaches import Weakens
from app.routing.checks.examples import told, values
from app.routing.checks.findings import Findings
from app.routing.checks.weakening import Weakening
from app.routing.facts import RoutingFacts
from app.routing.labels import STAGES
from app.routing.rules import Rule
from app.routing.vocabulary import Stage
from app.schema import Schema
from app.web.bodies import Label

MOST_SHOWN = 200


class RuleNamed(Schema):
    """A rule by its id and its name."""

    rule: str
    name: Label


class Example(Schema):
    """A matter that shows it."""

    told: Label
    facts: dict[str, Any]

    @classmethod
    def of(cls, facts: RoutingFacts) -> "Example":
        """In words and as values."""
        return cls(told=Label.of(told(facts)), facts=values(facts))


class WeakeningOut(RuleNamed):
    """A rule that would go below the procedure: it keeps the set from being published."""

    sort: Weakens
    clause: str | None
    because: Label
    example: Example


class UnreachableOut(RuleNamed):
    """A rule that is never followed."""

    behind: list[RuleNamed] = Field(description="The rules that always come first; none: it never holds")


class OverlapOut(Schema):
    """Two rules that want different things of one matter; the first is followed."""

    stage: Stage
    followed: RuleNamed
    passed_over: RuleNamed
    example: Example


class FallsThroughOut(Schema):
    """A matter for which no rule of the stage is followed."""

    stage: Stage
    label: Label
    kind: Kind | None
    example: Example


class UnknownName(Schema):
    """Something that a rule names and the centre has not: it keeps the set from being published."""

    where: str
    what: Label


class CheckOut(Schema):
    """Everything a person should see before publishing."""

    may_be_published: bool
    weakenings: list[WeakeningOut]
    unproved: list[RuleNamed] = Field(description="Too intricate to be shown harmless")
    unknown: list[UnknownName]
    unreachable: list[UnreachableOut]
    overlaps: list[OverlapOut] = Field(description="The first of them")
    overlaps_in_all: int
    pairs_not_compared: int
    falls_through: list[FallsThroughOut]
    undecided: list[RuleNamed] = Field(description="Nobody could tell in time whether they are followed")

    @classmethod
    def of(cls, findings: Findings, rules: tuple[Rule, ...], unknown: dict[str, Words]) -> "CheckOut":
        """With the rules' own names."""
        by_id = {rule.id: rule for rule in rules}

        def named(rule: str) -> RuleNamed:
            return RuleNamed(rule=rule, name=Label.of(by_id[rule].name.words))

        verdict = findings.verdict
        return cls(
            may_be_published=not (verdict.weakenings or verdict.unproved or unknown),
            weakenings=[_weakening(each) for each in verdict.weakenings[:MOST_SHOWN]],
            unproved=[named(rule) for rule in verdict.unproved],
            unknown=[UnknownName(where=where, what=Label.of(what)) for where, what in unknown.items()],
            unreachable=[
                UnreachableOut(**dict(named(each.rule)), behind=[named(rule) for rule in each.behind])
                for each in findings.unreachable
            ],
            overlaps=[
                OverlapOut(
                    stage=by_id[each.followed].stage,
                    followed=named(each.followed),
                    passed_over=named(each.passed_over),
                    example=Example.of(each.example),
                )
                for each in findings.overlaps[:MOST_SHOWN]
            ],
            overlaps_in_all=len(findings.overlaps),
            pairs_not_compared=findings.pairs_left,
            falls_through=[
                FallsThroughOut(
                    stage=each.stage,
                    label=Label.of(STAGES[each.stage]),
                    kind=each.kind,
                    example=Example.of(each.example),
                )
                for each in findings.falls_through
            ],
            undecided=[named(rule) for rule in findings.undecided],
        )


def _weakening(found: Weakening) -> WeakeningOut:
    breach = found.breach
    return WeakeningOut(
        rule=breach.rule,
        name=Label.of(found.name),
        sort=breach.sort,
        clause=breach.clause,
        because=Label.of(breach.because),
        example=Example.of(found.example),
    )
