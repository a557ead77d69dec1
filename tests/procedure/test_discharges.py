"""Every duty names the act that discharges it, and every such act exists."""

from app.procedure.discharges import DISCHARGED_BY
from app.procedure.duties import DutyCode
from app.procedure.lifecycle import ACTS


def test_every_duty_has_an_act_that_discharges_it() -> None:
    assert set(DISCHARGED_BY) == set(DutyCode)


def test_every_act_named_for_a_duty_is_in_the_rule_book() -> None:
    known = {act.path for act in ACTS if not act.by_time}
    named = {path for paths in DISCHARGED_BY.values() for path in paths}
    assert named <= known
