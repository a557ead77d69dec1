"""Finding cases in Chinese: by any characters, by home and number, ranked, marked, within the centre."""

from typing import Any

import pytest

from app.procedure.vocabulary import Role
from tests.factories.matters import DESK, HEAD, Work


@pytest.fixture
async def leak(work: Work) -> str:
    return await work.take_in(
        kind="inquiry", summary="天花板漏水", words="楼上漏水，问物业谁来赔", place="2栋大堂"
    )


async def found(work: Work, q: str, **asked: Any) -> list[dict[str, Any]]:
    return list((await work.told(DESK, "/cases", q=q, **asked))["items"])


async def ids(work: Work, q: str, **asked: Any) -> list[str]:
    return [line["id"] for line in await found(work, q, **asked)]


@pytest.mark.parametrize("q", ["水", "漏水", "天花板漏水", "物业谁来赔", "大堂 漏水", "２栋大堂"])
async def test_one_character_or_more_find_a_case(work: Work, leak: str, q: str) -> None:
    await work.take_in(kind="inquiry", summary="门禁卡补办", words="卡丢了怎么补")
    assert await ids(work, q) == [leak]


@pytest.mark.parametrize("q", ["漏楼", "水漏", "停电", "漏水 停电", "。", "   ,", "%", "_"])
async def test_what_was_not_said_finds_nothing(work: Work, leak: str, q: str) -> None:
    assert await ids(work, q) == []


async def test_pairs_that_stand_apart_are_no_word(work: Work) -> None:
    await work.take_in(kind="inquiry", summary="停电梯", words="电梯停了")
    assert await ids(work, "停电梯停") == []


async def test_latin_words_and_digits_are_found_in_any_case(work: Work) -> None:
    case = await work.take_in(kind="inquiry", summary="WiFi 信号差", words="5G 也没有")
    assert await ids(work, "wifi") == [case]
    assert await ids(work, "5g") == [case]


async def test_a_printed_number_finds_its_case_whole_or_without_the_year(work: Work, leak: str) -> None:
    await work.take_in(kind="inquiry", summary="门禁卡补办")
    number = (await work.told(DESK, f"/cases/{leak}"))["number"]
    assert await ids(work, number) == [leak]
    assert await ids(work, number[4:]) == [leak]


async def test_a_home_finds_its_cases(work: Work, leak: str) -> None:
    label = (await work.told(DESK, f"/cases/{leak}"))["unit"]
    assert leak in await ids(work, label)
    assert await ids(work, f"{label} 漏水") == [leak]
    assert await ids(work, f"{label} 停电") == []


async def test_the_summary_fits_better_than_the_words_and_then_the_newest_comes_first(work: Work) -> None:
    older = await work.take_in(kind="inquiry", summary="车位", words="想问车位怎么租")
    await work.later(minutes=5)
    newer = await work.take_in(kind="inquiry", summary="停放", words="想问车位怎么租")
    await work.later(minutes=5)
    newest = await work.take_in(kind="inquiry", summary="停放", words="车位呢")
    assert await ids(work, "车位") == [older, newest, newer]


async def test_pages_go_on_where_the_last_one_ended(work: Work) -> None:
    made = [await work.take_in(kind="inquiry", summary=f"车位{turn}", words="车位") for turn in range(5)]
    first = await work.told(DESK, "/cases", q="车位", limit=2)
    second = await work.told(DESK, "/cases", q="车位", limit=2, cursor=first["next_cursor"])
    third = await work.told(DESK, "/cases", q="车位", limit=2, cursor=second["next_cursor"])
    seen = [line["id"] for page in (first, second, third) for line in page["items"]]
    assert sorted(seen) == sorted(made)
    assert third["next_cursor"] is None


async def test_filters_hold_beside_the_words(work: Work, leak: str) -> None:
    assert await ids(work, "漏水", kind="inquiry", open=True) == [leak]
    assert await ids(work, "漏水", kind="help") == []


async def test_the_places_are_marked_in_the_text_as_it_was_written(work: Work, leak: str) -> None:
    [line] = await found(work, "漏水 物业")
    marked = {
        each["field"]: [each["text"][start:end] for start, end in each["marks"]] for each in line["found"]
    }
    assert marked == {"summary": ["漏水"], "words": ["漏水", "物业"]}


async def test_a_corrected_sheet_is_found_by_its_new_words_only(work: Work, leak: str) -> None:
    await work.act(DESK, leak, "amend-sheet", summary="墙面渗水", words="墙面渗水", place="3栋大堂")
    assert await ids(work, "渗水") == [leak]
    assert await ids(work, "漏水") == []


async def test_a_captured_matter_is_found_at_once_and_by_number_once_accepted(work: Work) -> None:
    case = await work.take_in(Role.OTHER_STAFF, kind="inquiry", channel="met_on_patrol", words="滑梯修好了吗")
    assert await ids(work, "滑梯") == [case]
    accepted = await work.act(DESK, case, "accept")
    assert await ids(work, accepted["number"]) == [case]


async def test_another_centre_finds_nothing_of_ours(work: Work, leak: str) -> None:
    other = await work.elsewhere()
    assert (await other.told(HEAD, "/cases", q="漏水"))["items"] == []


@pytest.mark.parametrize("q", ["", "漏" * 81])
async def test_a_query_is_neither_empty_nor_endless(work: Work, q: str) -> None:
    answer = await work.ask(DESK, "/cases", q=q)
    assert answer.status_code == 422


async def test_a_cursor_of_another_list_is_refused(work: Work, leak: str) -> None:
    answer = await work.ask(DESK, "/cases", q="漏水", cursor="W10")
    assert answer.status_code == 422
