"""The table of clauses and the mark that ties rules to it."""

import re
from itertools import pairwise

import pytest

from app.procedure.clauses import CHAPTERS, CLAUSES, RULES, UnknownClause, clause, clause_of
from app.procedure.clauses.entries import Clause
from app.procedure.vocabulary import Keeping, Role, Strength

CHINESE = re.compile(r"[\u4e00-\u9fff]")
HALF_WIDTH_BESIDE_CHINESE = re.compile(r"[\u4e00-\u9fff][,;:?!()]|[,;:?!(][\u4e00-\u9fff]")
EVERY_CLAUSE = pytest.mark.parametrize("each", CLAUSES.values(), ids=CLAUSES)


def test_there_are_seventy_four_and_each_stands_under_its_own_id() -> None:
    assert len(CLAUSES) == 74
    assert all(name == each.id for name, each in CLAUSES.items())


def test_the_clauses_stand_in_the_order_of_the_document() -> None:
    places = [list(CHAPTERS).index(each.chapter) for each in CLAUSES.values()]
    assert all(first <= second for first, second in pairwise(places))
    assert set(places) == set(range(len(CHAPTERS)))


@EVERY_CLAUSE
def test_a_clause_says_its_piece_shortly_in_both_languages(each: Clause) -> None:
    assert CHINESE.search(each.text.zh)
    assert not CHINESE.search(each.text.en)
    assert each.text.zh.endswith("。")
    assert each.text.en.endswith(".")
    assert len(each.text.zh) <= 34
    assert len(each.text.en) <= 110


@EVERY_CLAUSE
def test_chinese_is_written_with_chinese_punctuation(each: Clause) -> None:
    for words in (each.text, each.who.words, each.reason, each.source_gap):
        assert words is None or not HALF_WIDTH_BESIDE_CHINESE.search(words.zh)


@EVERY_CLAUSE
def test_what_is_not_enforced_says_why(each: Clause) -> None:
    assert (each.reason is None) == (each.keeping is Keeping.ENFORCED)


@EVERY_CLAUSE
def test_no_clause_puts_a_figure_on_haste(each: Clause) -> None:
    units = re.compile(r"\d\s*(分|小时|天|日|min|hour|day)")
    assert not units.search(each.text.zh + each.text.en)
    assert each.deadline_word is None or not re.search(r"\d", each.deadline_word)


@EVERY_CLAUSE
def test_a_clause_names_the_posts_it_speaks_to(each: Clause) -> None:
    assert each.who.words.zh
    assert each.who.words.en
    assert Role.ADMINISTRATOR not in each.who.roles


def test_prohibitions_are_never_left_to_practice() -> None:
    strict = {Strength.PROHIBITION, Strength.PROHIBITION_SOFT, Strength.GATE}
    assert all(each.keeping is Keeping.ENFORCED for each in CLAUSES.values() if each.strength in strict)


def test_manner_is_never_claimed_to_be_enforced() -> None:
    for manner in ("4.1.1.3-a", "4.3.2-a", "4.3.3-d"):
        assert clause_of(manner).keeping is not Keeping.ENFORCED


@pytest.mark.clause("4.1.2.2-x")
def test_the_gaps_of_the_document_are_marked_openly() -> None:
    chart = clause_of("4.1.2.2-x")
    assert chart.strength is Strength.MISSING
    assert chart.source_gap is not None
    assert chart.inferred
    word = clause_of("4.1.3.1-e")
    assert word.source_gap is not None
    assert word.inferred
    assert {each.id for each in CLAUSES.values() if each.inferred} == {chart.id, word.id}


def test_the_two_clauses_of_one_number_are_told_apart() -> None:
    doubled = [each for each in CLAUSES.values() if each.number.startswith("4.3.4")]
    assert {each.number for each in doubled} == {"4.3.4(1)", "4.3.4(2)"}
    assert all(each.source_gap is not None for each in doubled)


def test_a_clause_knows_its_number_and_chapter() -> None:
    assert clause_of("4.1.2.1-b").number == "4.1.2.1"
    assert clause_of("4.1.2.1-b").chapter == "4.1"
    assert clause_of("3.4-b").chapter == "3"


@pytest.mark.parametrize("unknown", ["", "4.9.9-" + "z", "4.1.2.1", "3.1-A"])
def test_an_unknown_clause_is_refused_wherever_it_is_named(unknown: str) -> None:
    with pytest.raises(UnknownClause):
        clause_of(unknown)
    with pytest.raises(UnknownClause):
        clause("3.1-a", unknown)


def test_a_mark_without_a_clause_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        clause()


def test_a_mark_enters_the_rule_once_and_leaves_it_as_it_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(RULES, "3.1-a", [])

    def rule() -> str:
        return "kept"

    assert clause("3.1-a")(clause("3.1-a")(rule)) is rule
    assert rule() == "kept"
    assert RULES["3.1-a"] == [f"{__name__}.{rule.__qualname__}"]
