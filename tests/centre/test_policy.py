"""规程原词 → 本中心设定值."""

from app.procedure.policy import POLICY_SETTINGS
from app.procedure.vocabulary import Role
from tests.factories.callers import Callers

MANAGER, ADMINISTRATOR = Role.CENTRE_MANAGER, Role.ADMINISTRATOR


async def test_every_setting_is_shown_with_the_procedures_word_clause_default_and_value(as_: Callers) -> None:
    told = (await as_(Role.FRONT_DESK)("GET", "/policy")).json()
    assert [each["name"] for each in told["settings"]] == [each.name for each in POLICY_SETTINGS]
    call = next(each for each in told["settings"] if each["name"] == "ack_call")
    assert (call["word"], call["clause"]) == ("立即", "4.1.1.4-a")
    assert (call["value"], call["default"], call["at_least"], call["version"]) == (30, 30, 1, 0)
    assert call["label"]["zh"]
    assert call["label"]["en"]
    assert told["version"] == 0


async def test_a_change_makes_a_new_version_and_tells_who_when_what_and_why(as_: Callers) -> None:
    manager = as_(MANAGER)
    changed = await manager("PUT", "/policy/ack_call", {"value": 20, "reason": "人手增加"}, seen=0)
    assert changed.status_code == 200, changed.text
    assert (changed.json()["value"], changed.json()["version"], changed.headers["etag"]) == (20, 1, '"1"')
    again = await manager("PUT", "/policy/arrive", {"value": 25, "reason": "电梯提速"}, seen=0)
    assert again.json()["version"] == 2
    told = (await manager("GET", "/policy")).json()
    assert told["version"] == 2
    history = (await manager("GET", "/policy/changes")).json()["items"]
    assert [(each["name"], each["value_before"], each["value"]) for each in history] == [
        ("arrive", 30, 25),
        ("ack_call", 30, 20),
    ]
    assert history[1]["reason"] == "人手增加"
    assert history[1]["changed_by"] == str(as_.centre.people[MANAGER])
    only = (await manager("GET", "/policy/changes", name="ack_call")).json()["items"]
    assert [each["name"] for each in only] == ["ack_call"]


async def test_a_switch_and_a_choice_can_be_set_too(as_: Callers) -> None:
    administrator = as_(ADMINISTRATOR)
    for name, value in (("email_needs_ack_call", False), ("joint_count_unit", "households")):
        told = await administrator(
            "PUT", f"/policy/{name}", {"value": value, "reason": "本中心的读法"}, seen=0
        )
        assert told.json()["value"] == value


async def test_only_administrator_and_centre_manager_set_the_policy(as_: Callers) -> None:
    for role in Role:
        told = await as_(role)("PUT", "/policy/ack_call", {"value": 20, "reason": "试"}, seen=99)
        expected = 412 if role in {MANAGER, ADMINISTRATOR} else 403
        assert told.status_code == expected, role
    assert told.json()["code"] == "not_your_post"


async def test_a_value_outside_its_range_or_of_another_type_is_refused_with_what_may_stand(
    as_: Callers,
) -> None:
    for value in (0, -1, 10**9, "30", True):
        told = await as_(MANAGER)("PUT", "/policy/ack_call", {"value": value, "reason": "试"}, seen=0)
        assert told.status_code == 422
        assert told.json()["code"] == "policy_value_not_allowed"
        assert told.json()["clause"] == "4.1.1.4-a"
        assert "分钟" in told.json()["reason"]["zh"]
    for name, value in (("joint_count_unit", "flats"), ("email_needs_ack_call", 1)):
        told = await as_(MANAGER)("PUT", f"/policy/{name}", {"value": value, "reason": "试"}, seen=0)
        assert told.json()["code"] == "policy_value_not_allowed", name


async def test_a_target_behind_its_limit_is_refused(as_: Callers) -> None:
    told = await as_(MANAGER)("PUT", "/policy/callback_target", {"value": 9, "reason": "试"}, seen=0)
    assert (told.status_code, told.json()["code"]) == (422, "policy_out_of_order")


async def test_the_joint_threshold_is_fixed_by_the_procedure_and_is_no_setting(as_: Callers) -> None:
    told = await as_(MANAGER)("PUT", "/policy/joint_threshold", {"value": 9, "reason": "试"}, seen=0)
    assert told.status_code == 404


async def test_who_saw_an_older_value_is_told_that_it_changed(as_: Callers) -> None:
    manager = as_(MANAGER)
    await manager("PUT", "/policy/ack_call", {"value": 20, "reason": "一"}, seen=0)
    late = await as_(ADMINISTRATOR)("PUT", "/policy/ack_call", {"value": 45, "reason": "二"}, seen=0)
    assert late.status_code == 412
    assert late.json()["current"]["version"] == 1
    unseen = await manager("PUT", "/policy/ack_call", {"value": 45, "reason": "三"})
    assert unseen.status_code == 428
    assert (await manager("GET", "/policy/ack_call")).json()["value"] == 20


async def test_another_centre_keeps_its_own_policy(as_: Callers, as_stranger: Callers) -> None:
    await as_(MANAGER)("PUT", "/policy/ack_call", {"value": 20, "reason": "一"}, seen=0)
    assert (await as_stranger(MANAGER)("GET", "/policy/ack_call")).json()["value"] == 30
    assert (await as_stranger(MANAGER)("GET", "/policy/changes")).json()["items"] == []
