"""One question to cases, residents and answers: ranked, marked, and a number by its keyed hash alone."""

from typing import Any

import pytest
from sqlalchemy import text

from app.procedure.vocabulary import Role
from tests.factories.matters import DESK, HEAD, Work
from tests.journeys.voices import Voice

NUMBER = "19900001111"


@pytest.fixture
def voice(work: Work) -> Voice:
    return Voice(work)


async def search(work: Work, role: Role, q: str, path: str = "/search") -> dict[str, Any]:
    answer = await work.client.post(path, json={"q": q}, headers=work.centre.signed_in(role))
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


async def lives(work: Work, number: str | None = None, **who: Any) -> dict[str, Any]:
    body = {"unit_id": str(work.centre.unit), "type": "owner", **who}
    given = {"contact": number, "contact_basis": "service_contract"} if number else {}
    made = await work.client.post("/residents", json=body | given, headers=work.centre.signed_in(DESK))
    assert made.status_code == 201, made.text
    return dict(made.json())


async def test_residents_are_found_by_home_and_name_a_name_first_and_marked(work: Work) -> None:
    wang = await lives(work, name="王明", salutation="王先生")
    li = await lives(work, name="李红", salutation="李女士")
    home = wang["unit_label"]
    told = await search(work, DESK, "王")
    assert [each["id"] for each in told["residents"]] == [wang["id"]]
    assert {each["field"]: each["marks"] for each in told["residents"][0]["found"]} == {
        "name": [[0, 1]],
        "salutation": [[0, 1]],
    }
    by_home = (await search(work, DESK, home))["residents"]
    assert [each["id"] for each in by_home][:2] == [li["id"], wang["id"]]
    both = await search(work, DESK, f"{home} 李", "/residents/search")
    assert [each["id"] for each in both["items"]] == [li["id"]]
    assert (await search(work, DESK, "王 李"))["residents"] == []
    assert (await search(work, DESK, "。"))["residents"] == []


async def test_a_telephone_number_is_found_whole_and_however_it_is_written_but_never_in_part(
    work: Work,
) -> None:
    wang = await lives(work, NUMBER, name="王明")
    case = await work.take_in(kind="inquiry", words="水费", contact=NUMBER)
    for q in (NUMBER, "+8619900001111", "199-0000-1111"):
        told = await search(work, DESK, q)
        assert [each["id"] for each in told["residents"]] == [wang["id"]]
        assert [each["id"] for each in told["cases"]] == [case]
        assert NUMBER not in str(told)
    part = await search(work, DESK, NUMBER[:8])
    assert (part["residents"], part["cases"]) == ([], [])
    mixed = await search(work, DESK, f"{NUMBER} 水费")
    assert [each["id"] for each in mixed["cases"]] == [case]
    assert (await search(work, DESK, f"{NUMBER} 电费"))["cases"] == []
    stored = await work.session.execute(text("SELECT r::text FROM residents r"))
    assert NUMBER not in str(stored.all())


async def test_answers_are_found_by_topic_first_then_by_what_is_said_and_marked(voice: Voice) -> None:
    work = voice.work
    await voice.has_topics()
    fees = await voice.script("fees", "停车请到南门。", do_not_say="不谈绿化")
    parking = await voice.script("parking", "按公示执行。")
    found = await work.told(DESK, "/answer-scripts", q="停车")
    assert [each["id"] for each in found["items"]] == [parking["script_id"], fees["script_id"]]
    assert found["items"][1]["found"] == [{"field": "say", "text": "停车请到南门。", "marks": [[0, 2]]}]
    first = await work.told(DESK, "/answer-scripts", q="停车", limit=1)
    second = await work.told(DESK, "/answer-scripts", q="停车", limit=1, cursor=first["next_cursor"])
    assert [each["id"] for each in first["items"] + second["items"]] == [
        each["id"] for each in found["items"]
    ]
    assert second["next_cursor"] is None
    told = await search(work, DESK, "绿化")
    assert [(each["script_id"], each["in_force"]) for each in told["answers"]] == [(fees["script_id"], True)]
    await voice.withdraw(fees)
    assert (await search(work, DESK, "绿化"))["answers"] == []


async def test_the_register_marks_what_it_was_asked_for(work: Work) -> None:
    await work.take_in(kind="inquiry", summary="天花板漏水", words="楼上漏水")
    [row] = (await work.told(DESK, "/register", q="漏水"))["items"]
    assert [(each["field"], each["marks"]) for each in row["found"]] == [
        ("matter", [[3, 5]]),
        ("words", [[2, 4]]),
    ]
    assert (await work.told(DESK, "/register"))["items"][0]["found"] == []


async def test_the_register_finds_a_row_of_long_ago_behind_any_number_of_newer_ones(
    work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.cases.search.NEWEST", 1)
    old = await work.take_in(kind="inquiry", summary="车位", words="车位")
    day = work.clock().date().isoformat()
    await work.later(days=3)
    await work.take_in(kind="challenge", summary="车位", words="车位")
    rows = (await work.told(DESK, "/register", q="车位", to_day=day))["items"]
    assert [row["case_id"] for row in rows] == [old]
    by_kind = await work.told(DESK, "/cases", q="车位", kind="inquiry")
    assert [line["id"] for line in by_kind["items"]] == [old]


async def test_who_does_not_work_with_residents_finds_none_and_no_answers(voice: Voice) -> None:
    work = voice.work
    await voice.has_topics()
    await voice.script("parking", "按公示执行。")
    await lives(work, name="王明")
    await work.take_in(kind="inquiry", summary="王女士问停车", words="停车")
    told = await search(work, Role.PATROL_GUARD, "停车")
    assert (told["cases"], told["answers"]) == ([], []), "neither took it in nor owes anything on it"
    assert (await search(work, Role.PATROL_GUARD, "王明"))["residents"] == []


async def test_another_centre_finds_nothing_at_all_of_ours(voice: Voice) -> None:
    work = voice.work
    await voice.has_topics()
    await voice.script("parking", "按公示执行。")
    await lives(work, NUMBER, name="王明")
    await work.take_in(kind="inquiry", summary="停车", words="停车", contact=NUMBER)
    other = await work.elsewhere()
    for q in ("停车", "王明", NUMBER, "按公示"):
        told = await search(other, HEAD, q)
        assert told == {"cases": [], "residents": [], "answers": []}


@pytest.mark.parametrize(
    "body", [{}, {"q": ""}, {"q": "漏" * 81}, {"q": "水", "limit": 21}, {"q": "a\u0000b"}]
)
async def test_a_question_is_neither_empty_nor_endless(work: Work, body: dict[str, object]) -> None:
    answer = await work.client.post("/search", json=body, headers=work.centre.signed_in(DESK))
    assert answer.status_code == 422, answer.text


@pytest.mark.parametrize("body", [{}, {"q": "王", "contact": NUMBER}])
async def test_residents_are_looked_for_by_a_contact_or_by_words(work: Work, body: dict[str, object]) -> None:
    answer = await work.client.post("/residents/search", json=body, headers=work.centre.signed_in(DESK))
    assert answer.status_code == 422, answer.text
