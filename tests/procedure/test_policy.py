"""The policy: the procedure's words beside the centre's values, checked before they count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.procedure.clauses import CLAUSES
from app.procedure.deadlines import ClockKind, Limit
from app.procedure.policy import IN_ORDER, POLICY_SETTINGS, SETTING_OF, Policy, setting_of
from app.procedure.terms import GREATEST, Setting, TermType, Value

EVERY_SETTING = pytest.mark.parametrize("setting", POLICY_SETTINGS, ids=SETTING_OF)


@EVERY_SETTING
def test_a_setting_shows_label_unit_and_default(setting: Setting) -> None:
    assert setting.label.zh
    assert setting.label.en
    assert getattr(Policy(), setting.name) == setting.default
    assert setting.clause is None or setting.clause in CLAUSES
    if setting.type in {TermType.LIMIT, TermType.COUNT}:
        assert setting.unit.zh
        assert setting.unit.en


@EVERY_SETTING
def test_only_a_time_limit_has_a_clock(setting: Setting) -> None:
    policy = Policy()
    if setting.clock is None:
        with pytest.raises(ValueError, match=setting.name):
            policy.limit(setting.name)
    else:
        assert policy.limit(setting.name) == Limit(clock=setting.clock, amount=int(setting.default))


@EVERY_SETTING
@pytest.mark.parametrize("wrong", [-1, 10**9, None, "ten", 1.5, [], b"1"])
def test_a_value_that_cannot_stand_is_refused_by_name(setting: Setting, wrong: Value) -> None:
    with pytest.raises(ValueError, match=setting.name):
        Policy.from_values({setting.name: wrong}, version=1)


@EVERY_SETTING
def test_true_is_no_number_and_one_is_no_switch(setting: Setting) -> None:
    wrong: Value = 1 if setting.type is TermType.SWITCH else True
    with pytest.raises(ValueError, match=setting.name):
        Policy.from_values({setting.name: wrong}, version=1)


def test_the_values_of_a_policy_make_the_same_policy_again() -> None:
    policy = Policy.from_values({"ack_call": 15, "email_needs_ack_call": False}, version=7)
    assert policy.ack_call == 15
    assert not policy.email_needs_ack_call
    assert Policy.from_values(policy.values(), version=7) == policy
    assert set(policy.values()) == set(SETTING_OF)


@given(st.data())
def test_every_value_within_its_range_is_taken(data: st.DataObject) -> None:
    setting = data.draw(st.sampled_from(POLICY_SETTINGS))
    if setting.type is TermType.SWITCH:
        value: Value = data.draw(st.booleans())
    elif setting.type is TermType.CHOICE:
        value = data.draw(st.sampled_from([choice for choice, _ in setting.choices]))
    else:
        value = data.draw(st.integers(setting.at_least, setting.at_most))
    setting.check(value)
    others = {name: SETTING_OF[name].at_most or 0 for pair in IN_ORDER for name in pair[1:]}
    others = {name: most for name, most in others.items() if name != setting.name}
    smaller = {pair[0]: 1 for pair in IN_ORDER if pair[1] == setting.name}
    policy = Policy.from_values({**others, **smaller, setting.name: value}, version=1)
    assert getattr(policy, setting.name) == value


@pytest.mark.parametrize(("smaller", "greater"), IN_ORDER)
def test_a_target_may_not_exceed_its_limit(smaller: str, greater: str) -> None:
    most = SETTING_OF[greater].at_most
    assert most is not None
    with pytest.raises(ValueError, match=smaller):
        Policy.from_values({smaller: 7, greater: 6}, version=1)
    assert getattr(Policy.from_values({smaller: 6, greater: 6}, version=1), smaller) == 6


def test_an_unknown_setting_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="wind_speed"):
        Policy.from_values({"wind_speed": 3}, version=1)
    with pytest.raises(ValueError, match="wind_speed"):
        setting_of("wind_speed")


def test_the_joint_threshold_is_fixed_and_no_setting() -> None:
    assert not [name for name in SETTING_OF if "joint" in name and name != "joint_count_unit"]


def test_a_centre_may_leave_the_desk_no_window_at_all() -> None:
    strict = Policy.from_values({"desk_window": 0}, version=2)
    assert strict.limit("desk_window") == Limit(clock=ClockKind.DESK_MINUTES, amount=0)


def test_help_never_waits_for_the_desk_to_open() -> None:
    policy = Policy()
    for name in ("acknowledge_notice", "send_someone", "arrive", "arrive_emergency", "help_result"):
        assert policy.limit(name).clock is ClockKind.MINUTES


def test_every_clock_knows_its_greatest_amount() -> None:
    assert set(GREATEST) == set(ClockKind)
