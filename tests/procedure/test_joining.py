"""X13, X23 Cases that belong together: both sides tell it, and nobody goes unanswered because of it."""

from uuid import UUID

import pytest

from app.procedure.actions.intake import VoidCase
from app.procedure.actions.joining import Absorb, LinkCase, MergeInto, Relation, SplitOff
from app.procedure.facts import CaseFacts
from app.procedure.fields import replace
from app.procedure.refusal import Sort
from app.procedure.vocabulary import Role, Status
from tests.procedure.stories import (
    CASE,
    CENTRE_MANAGER,
    DESK,
    GUARD,
    HEAD,
    RESIDENT,
    Story,
    answered_suggestion,
    challenge,
    decided,
    inquiry,
    letter,
    replied,
    suggestion,
    taken_in,
)

OTHER = UUID(int=777)
MERGE = MergeInto(other=OTHER, reason="同一件事")
ABSORB = Absorb(other=OTHER)
SPLIT = SplitOff(words="还有一件事")


def other(story: Story) -> CaseFacts:
    """The facts of the case that stands on the other side."""
    return replace(story.facts, id=OTHER)


def asked(**said: object) -> Story:
    return taken_in(DESK, inquiry(**said))


def suggested(**said: object) -> Story:
    return taken_in(DESK, suggestion(**said))


def test_no_case_is_joined_with_itself() -> None:
    assert asked().refused(DESK, LinkCase(other=CASE)).code == "link_to_itself"
    assert asked().refused(HEAD, MergeInto(other=CASE, reason="同一件")).code == "link_to_itself"
    assert asked().then(DESK, LinkCase(other=OTHER)).happened[-1] == "Linked"


@pytest.mark.clause("4.4.5-a")
def test_linked_challenges_count_together() -> None:
    story = taken_in(DESK, challenge(), same_topic_recently=1)
    linked = story.then(DESK, LinkCase(other=OTHER), same_topic_recently=3)
    assert linked.happened[-3:-1] == ["Linked", "ScriptConsiderationAsked"]
    void = story.then(HEAD, VoidCase(reason="重复登记"))
    assert void.then(DESK, LinkCase(other=OTHER), same_topic_recently=3).happened[-1] == "Linked"


def test_a_merged_case_ends_in_the_other_and_says_in_which() -> None:
    merged = asked().then(HEAD, MERGE, other=other(asked()), same_contact=True)
    assert merged.happened[-2:] == ["Linked", "MergedInto"]
    assert merged.events[-2].relation is Relation.DUPLICATE_OF  # type: ignore[attr-defined]
    assert (merged.facts.status, merged.facts.merged_into) == (Status.VOIDED, OTHER)
    assert merged.owes == {}


@pytest.mark.parametrize(
    "elsewhere",
    [None, other(taken_in(DESK, challenge())), other(replied())],
    ids=["unknown", "of another kind", "answered already"],
)
def test_a_case_is_merged_only_into_one_of_its_kind_that_is_still_to_be_answered(
    elsewhere: CaseFacts | None,
) -> None:
    refusal = asked().refused(HEAD, MERGE, other=elsewhere, same_contact=True)
    assert (refusal.code, refusal.sort) == ("other_is_answered", Sort.CONFLICT)


@pytest.mark.clause("4.5.1-a")
@pytest.mark.parametrize("kind", [inquiry, challenge])
def test_another_residents_matter_is_linked_never_merged(kind: object) -> None:
    mine = taken_in(DESK, kind(resident_id=RESIDENT))  # type: ignore[operator]
    theirs = other(taken_in(DESK, kind(resident_id=UUID(int=9))))  # type: ignore[operator]
    refusal = mine.refused(HEAD, MERGE, other=theirs)
    assert (refusal.code, refusal.clause) == ("another_resident", "4.5.1-a")
    mine.then(HEAD, MERGE, other=theirs, same_contact=True)
    mine.then(HEAD, MERGE, other=other(mine))


@pytest.mark.clause("4.5.1-a")
def test_two_who_are_not_known_are_not_the_same() -> None:
    assert asked().refused(HEAD, MERGE, other=other(asked())).code == "another_resident"


def test_suggestions_are_merged_whoever_brought_them() -> None:
    theirs = other(suggested(resident_id=UUID(int=9)))
    assert suggested().then(HEAD, MERGE, other=theirs).facts.merged_into == OTHER


@pytest.mark.clause("4.1.2.1-b")
def test_those_behind_the_merged_suggestion_stand_behind_this_one() -> None:
    taken = suggested(joint_count=2).then(DESK, ABSORB, other=other(suggested(joint_count=3)))
    assert taken.happened[-3:] == ["Linked", "Absorbed", "JointCountChanged"]
    assert taken.events[-3].relation is Relation.HAS_DUPLICATE  # type: ignore[attr-defined]
    assert taken.facts.joint_count == 5
    assert taken.facts.responsible is not None
    assert taken.facts.responsible.role is Role.HEAD_OF_CUSTOMER_SERVICE


@pytest.mark.clause("4.1.2.1-b")
def test_with_the_sixth_it_becomes_the_centre_managers_and_the_heads_decision_is_void() -> None:
    taken = decided().then(DESK, ABSORB, other=other(suggested(joint_count=5)))
    assert taken.happened[-3:-1] == ["DecisionVoided", "MadeResponsible"]
    assert taken.facts.responsible is not None
    assert taken.facts.responsible.role is Role.CENTRE_MANAGER


@pytest.mark.parametrize(
    "said", [{"same_contact": True}, {}], ids=["by the same contact", "by the same person"]
)
def test_the_same_resident_counts_once(said: dict[str, bool]) -> None:
    mine, theirs = suggested(resident_id=RESIDENT), suggested(resident_id=RESIDENT)
    taken = mine.then(DESK, ABSORB, other=other(theirs), **said)
    assert taken.happened[-1] == "Absorbed"
    assert taken.facts.joint_count == 1


def test_a_case_that_is_answered_takes_no_other_in() -> None:
    assert answered_suggestion().may(DESK, Absorb) is not None
    assert suggested().may(DESK, Absorb) is None


def test_an_inquiry_takes_another_in_and_counts_nobody() -> None:
    taken = asked().then(DESK, ABSORB, other=other(asked()))
    assert taken.happened[-1] == "Absorbed"
    assert taken.facts.follow_up_contacts == 1


def test_several_matters_of_one_contact_are_one_group() -> None:
    first = asked().then(DESK, SPLIT)
    assert first.facts.contact_group == CASE
    assert first.then(DESK, SPLIT).facts.contact_group == CASE


def test_only_the_head_merges_and_the_desk_splits() -> None:
    here = other(asked())
    for actor in (GUARD, DESK, CENTRE_MANAGER):
        assert asked().refused(actor, MERGE, other=here, same_contact=True).sort is Sort.FORBIDDEN
    assert asked().refused(GUARD, SPLIT).sort is Sort.FORBIDDEN
    assert taken_in(DESK, letter()).then(DESK, SPLIT).facts.contact_group == CASE
