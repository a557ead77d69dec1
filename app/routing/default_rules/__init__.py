"""The rules a residential centre begins with: by content, each with the clause it serves.

They are data like any other rules: a centre publishes its own set and these are followed no more.
"""

from app.routing.default_rules import dangers, engineering, security, topics
from app.routing.default_rules.making import asks_area_manager, is_a_dispute
from app.routing.rules import Rule

BROAD_RULES = frozenset(rule.id for rule in (*engineering.LAST, *security.LAST))
"""Rules that guess a department from little; on their words alone nobody is sent for."""

DEFAULT_RULES: tuple[Rule, ...] = (
    is_a_dispute("dispute", ("涉及纠纷", "A dispute with others"), security.AMONG_PEOPLE),
    *topics.RULES,
    *dangers.RULES,
    *security.BEFORE_ENGINEERING,
    *engineering.RULES,
    *security.AFTER_ENGINEERING,
    *engineering.LAST,
    *security.LAST,
    asks_area_manager(
        "welfare-check-area-manager",
        ("上门看望请客户主任同去", "Looking in: the area manager comes too"),
        security.NO_ANSWER_AT_HOME,
    ),
)
