"""Versions of the routing rules, as seen from outside."""

from typing import Any
from uuid import UUID

from pydantic import AwareDatetime, ConfigDict, Field

from app.routing.labels import STATES
from app.routing.queries import rules_of
from app.routing.rules import Rule, Rules
from app.routing.tables import RoutingRuleSet
from app.routing.vocabulary import RuleSetState
from app.schema import Schema
from app.web.bodies import Body, Label, Line

LEAK: dict[str, Any] = {
    "id": "roof-leak",
    "name": {"zh": "屋面漏水", "en": "Leaking roof"},
    "stage": "department",
    "when": {
        "test": "all",
        "of": [
            {"test": "kind", "one_of": ["help"]},
            {"test": "words", "any_of": ["漏雨", "屋顶漏"], "apart_from": ["天窗没关"]},
            {"test": "not", "of": {"test": "place_kind", "one_of": ["garage"]}},
        ],
    },
    "then": {"department": "engineering"},
    "clause": "4.2.1-a",
}


class RuleSetVersion(Schema):
    """A version of the rules without the rules themselves. Number 0 is the default, not yet stored."""

    number: int
    state: RuleSetState
    state_label: Label
    begun_from: int | None = None
    drafted_by: UUID | None = None
    drafted_at: AwareDatetime | None = None
    published_by: UUID | None = None
    published_at: AwareDatetime | None = None
    reason: str | None = None
    superseded_at: AwareDatetime | None = None
    count: int = Field(description="How many rules it has")
    version: int

    @classmethod
    def of(cls, row: RoutingRuleSet) -> "RuleSetVersion":
        """A stored version."""
        return cls(**_head(row))


class RuleSet(RuleSetVersion):
    """A version of the rules, stage by stage in the order they are tried."""

    rules: list[Rule]

    @classmethod
    def of(cls, row: RoutingRuleSet | None) -> "RuleSet":
        """A stored version; where nothing is stored, the default rules."""
        rules = list(rules_of(row))
        if row is not None:
            return cls(**_head(row), rules=rules)
        state = RuleSetState.PUBLISHED
        return cls(
            number=0,
            state=state,
            state_label=Label.of(STATES[state]),
            count=len(rules),
            version=0,
            rules=rules,
        )


STORED = (
    "number",
    "begun_from",
    "drafted_by",
    "drafted_at",
    "published_by",
    "published_at",
    "reason",
    "superseded_at",
    "version",
)


def _head(row: RoutingRuleSet) -> dict[str, Any]:
    state = RuleSetState(row.state)
    told: dict[str, Any] = {name: getattr(row, name) for name in STORED}
    return told | {"state": state, "state_label": Label.of(STATES[state]), "count": len(row.rules)}


class NewDraft(Body):
    """What the next version begins with: rules given here, an earlier version, or the one in force."""

    model_config = ConfigDict(json_schema_extra={"example": {"begun_from": None, "rules": None}})

    begun_from: int | None = Field(default=None, ge=1, le=1_000_000)
    rules: Rules | None = None


class DraftRules(Body):
    """All rules of the draft, in order."""

    model_config = ConfigDict(json_schema_extra={"example": {"rules": [LEAK]}})

    rules: Rules


class Publication(Body):
    """Why these rules are put in force."""

    model_config = ConfigDict(json_schema_extra={"example": {"reason": "雨季前增加屋面漏水规则"}})

    reason: Line
