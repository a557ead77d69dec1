"""Each kind of matter from the resident's words to the file, by whoever the procedure asks at each step.

Whoever has something to do finds it on a screen of their own; nobody is told an address.
"""

import pytest

from tests.browser.at_work import (
    calls_back,
    files,
    finds_in_the_register,
    finds_to_do,
    takes_in,
    task_of,
)
from tests.browser.conftest import SignIn

pytestmark = pytest.mark.browser

HOME = "1栋602"
NO_OTHERS = {"involves_other_unit": "false"}


async def test_a_suggestion_by_mail_is_thanked_for_studied_answered_and_filed(as_colleague: SignIn) -> None:
    desk, head = await as_colleague("desk"), await as_colleague("head")
    number = await takes_in(
        desk,
        "建议",
        words="地库入口的反光镜歪了，建议换成大的。",
        choices={"channel": "email", "contact_state": "given"},
        home=HOME,
        contact="13800000001",
    )
    await finds_to_do(desk, number)
    said = ("thanked", "told_received", "told_studying", "told_reply_soon")
    await desk.does("record_ack_call", *said, choices={"reached": "true"})

    await finds_to_do(head, number)
    await head.does("begin_study")
    await head.does("decide", choices={"decision": "adopted"}, reasons="安全要紧，本周更换。")
    await head.does("reply", choices={"channel": "email"}, reply_text="您的建议已采纳，本周更换。")
    await head.does("return_sheet")
    await head.sees_status("已回单，待回访")

    await calls_back(desk, number)
    await files(desk, number, "1栋602-2026-01")


async def test_an_inquiry_the_desk_cannot_answer_is_found_out_and_answered(as_colleague: SignIn) -> None:
    desk, manager = await as_colleague("desk"), await as_colleague("area-a")
    number = await takes_in(
        desk,
        "问询",
        "contact_asked",
        words="二次供水的水箱上次是哪天清洗的？",
        choices={"channel": "phone", "contact_state": "given"},
        home=HOME,
        contact="13800000002",
    )
    await finds_to_do(desk, number)
    await desk.does("issue_sheet")

    await finds_to_do(manager, number)
    await manager.does("record_findings", choices=NO_OTHERS, findings="3月12日清洗。")
    await manager.does("reply", choices={"channel": "phone"}, reply_text="3月12日清洗，报告在公告栏。")
    await manager.does("return_sheet")
    await manager.sees_status("已回单，待回访")

    await calls_back(desk, number)
    await finds_in_the_register(desk, number)


async def test_a_sensitive_challenge_is_answered_in_the_very_words_the_head_approved(
    as_colleague: SignIn,
) -> None:
    desk, manager, head = [await as_colleague(login) for login in ("desk", "area-a", "head")]
    words = "维修资金的使用均经业主大会表决，明细已公示。"
    number = await takes_in(
        desk,
        "质疑",
        "contact_asked",
        "sensitive",
        words="维修资金凭什么这样用？",
        choices={"channel": "visit", "contact_state": "given"},
        home=HOME,
        contact="13800000003",
    )
    await finds_to_do(desk, number)
    await desk.does("issue_sheet")

    await finds_to_do(manager, number)
    await manager.does("record_findings", choices=NO_OTHERS, findings="使用均有表决记录。")
    await manager.does("request_approval", reply_text=words)

    await head.go("/approvals")
    waiting = head.page.locator("[data-case]", has_text=number)
    await waiting.locator('[data-rule="approve"]').click()
    await waiting.wait_for(state="hidden")

    await finds_to_do(manager, number)
    await manager.does("reply", choices={"channel": "phone"}, reply_text=words)
    await manager.does("return_sheet")

    await calls_back(desk, number)
    await files(desk, number, "1栋602-2026-02")


async def test_a_quarrel_is_settled_on_the_spot_and_called_back(as_colleague: SignIn) -> None:
    desk = await as_colleague("desk")
    supervisor, guard = [await as_colleague(login, phone=True) for login in ("security", "guard")]
    place = "5栋门前的晾衣架"
    number = await takes_in(
        desk,
        "求助",
        "dispute",
        words="两家为晾衣架吵起来了。",
        choices={"department": "security"},
        place=place,
        contact="13800000004",
    )
    task = task_of(supervisor, place)
    await task.locator('[data-action="acknowledge"]').tap()
    await task.locator('[data-action="dispatch"]').tap()
    await supervisor.look_up(doer="韩冬")
    await supervisor.finish()

    task = task_of(guard, place)
    await task.locator('[data-action="arrive"]').tap()
    await task.locator('[data-action="record_result"]').tap()
    await guard.choose(outcome="mediated_settled", no_action_against_others="true")
    await guard.write(result="双方说好，衣架往里移。")
    await guard.finish()
    await task.locator('[data-action="write_duty_log"]').tap()
    await guard.write(entry="5栋晾衣架争执，调解成了。")
    await guard.finish()
    await task.locator('[data-action="return_sheet"]').tap()
    await task.wait_for(state="hidden")

    await calls_back(desk, number)
    await finds_in_the_register(desk, number)
