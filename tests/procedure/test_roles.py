"""Chapter 3: who may do what, and that nobody else may."""

import pytest

from app.procedure.actions.answers import AnswerAtDesk, Approve, RequestApproval, TakeUpSheet
from app.procedure.actions.intake import Accept, PassToDesk
from app.procedure.actions.supervision import Supervise
from app.procedure.actors import Actor
from app.procedure.lifecycle import ACTS
from app.procedure.refusal import Sort
from app.procedure.vocabulary import Kind, Role, Status
from tests.procedure.stories import (
    A_SYSTEM,
    DESK,
    FOUND,
    GUARD,
    HEAD,
    MANAGER,
    MANAGER_ELSEWHERE,
    NOT_STAFF,
    STAFF,
    TIME,
    Story,
    answered_suggestion,
    called,
    challenge,
    delegated,
    handled,
    help_wanted,
    inquiry,
    letter,
    on_the_scene,
    person,
    returned,
    role_of,
    studied,
    suggestion,
    taken_in,
    turned_away,
    with_the_manager,
)

EVERYWHERE = {
    "captured": taken_in(GUARD, inquiry()),
    "accepted letter": taken_in(DESK, letter()),
    "in study": studied(),
    "replied suggestion": answered_suggestion(),
    "inquiry at the desk": taken_in(DESK, inquiry()),
    "challenge with its handler": with_the_manager(challenge()),
    "returned": returned(),
    "help called": called(),
    "help on the scene": on_the_scene(),
    "help handled": handled(),
}
STORIES = pytest.mark.parametrize("story", EVERYWHERE.values(), ids=EVERYWHERE)


@pytest.mark.clause("3.1-a")
@pytest.mark.parametrize("actor", [each for each in STAFF if each is not DESK], ids=role_of)
@pytest.mark.parametrize("taken", [suggestion(), inquiry(), help_wanted()], ids=lambda each: each.kind)
def test_only_the_desk_accepts_and_everyone_else_captures(actor: Actor, taken: object) -> None:
    story = taken_in(actor, taken)  # type: ignore[arg-type]
    assert story.facts.captured
    assert story.facts.accepted_at is None
    refusal = story.refused(actor, Accept())
    assert (refusal.sort, refusal.clause) == (Sort.FORBIDDEN, "3.1-a")
    assert story.then(DESK, Accept()).facts.accepted_by == DESK.person_id


@pytest.mark.clause("3.1-a")
def test_nobody_receives_in_a_post_not_held() -> None:
    refusal = turned_away(GUARD, inquiry(received_as=Role.FRONT_DESK))
    assert (refusal.sort, refusal.clause) == (Sort.FORBIDDEN, "3.1-a")


@pytest.mark.clause("3.1-a")
def test_whoever_holds_two_posts_receives_at_the_desk_unless_told_otherwise() -> None:
    both = person(40, Role.PATROL_GUARD, Role.FRONT_DESK)
    assert not taken_in(both, inquiry()).facts.captured
    assert taken_in(both, inquiry(received_as=Role.PATROL_GUARD)).facts.captured


@pytest.mark.clause("3.1-a")
@pytest.mark.parametrize("actor", [each for each in NOT_STAFF if each is not A_SYSTEM], ids=str)
def test_whoever_holds_no_post_at_the_centre_takes_nothing_in(actor: Actor) -> None:
    assert turned_away(actor, inquiry()).code == "post_not_held"


@pytest.mark.parametrize("post", [Role.FRONT_DESK, Role.PATROL_GUARD])
def test_another_system_captures_in_no_post_of_its_own(post: Role) -> None:
    assert taken_in(A_SYSTEM, inquiry()).facts.captured
    assert turned_away(A_SYSTEM, inquiry(received_as=post)).code == "post_not_held"


@pytest.mark.parametrize(
    "acting",
    [
        inquiry(answer="答复", satisfied=True),
        inquiry(finding_out_myself=True),
        help_wanted(handling_myself=True),
    ],
    ids=["answers", "finds out", "helps"],
)
def test_another_system_neither_answers_nor_helps(acting: object) -> None:
    assert turned_away(A_SYSTEM, acting).code == "needs_a_person"  # type: ignore[arg-type]


@STORIES
@pytest.mark.parametrize("actor", NOT_STAFF, ids=str)
def test_neither_system_nor_stranger_does_anything_to_a_case(story: Story, actor: Actor) -> None:
    for act in ACTS:
        if act.by_time or act.action is PassToDesk or (act.with_a_file and actor is A_SYSTEM):
            continue
        refusal = story.may(actor, act.action)
        assert refusal is not None
        if story.facts.kind in act.kinds:
            assert refusal.sort is Sort.FORBIDDEN


@STORIES
def test_only_time_takes_the_steps_of_time(story: Story) -> None:
    for act in ACTS:
        if act.by_time and story.facts.kind in act.kinds:
            for actor in (*STAFF, A_SYSTEM):
                refusal = story.may(actor, act.action)
                assert refusal is not None
                assert refusal.code == "only_time"


@pytest.mark.clause("4.4.4-c")
def test_a_token_that_a_person_delegated_acts_for_that_person() -> None:
    asked = (
        with_the_manager(challenge(sensitive=True))
        .then(MANAGER, FOUND)
        .then(delegated(MANAGER), RequestApproval(reply_text="原文"))
    )
    assert asked.refused(A_SYSTEM, Approve()).code == "needs_a_person"
    assert asked.refused(TIME, Approve()).code == "needs_a_person"
    approved = asked.then(delegated(HEAD), Approve())
    assert approved.facts.approval is not None
    assert approved.facts.approval.decided_by == HEAD.person_id


@pytest.mark.clause("3.2-a")
def test_an_area_manager_works_on_the_own_area_only() -> None:
    story = with_the_manager()
    for stranger in (MANAGER_ELSEWHERE, DESK, HEAD):
        refusal = story.refused(stranger, TakeUpSheet())
        assert (refusal.sort, refusal.clause) == (Sort.FORBIDDEN, "3.2-a")
    assert story.then(MANAGER, TakeUpSheet()).facts.status is Status.IN_PROGRESS


@pytest.mark.clause("3.4-b")
def test_only_the_head_or_the_centre_manager_supervises() -> None:
    story = taken_in(DESK, inquiry())
    for actor in STAFF:
        refusal = story.may(actor, Supervise)
        if role_of(actor) in {Role.HEAD_OF_CUSTOMER_SERVICE, Role.CENTRE_MANAGER}:
            assert refusal is None
        else:
            assert refusal is not None
            assert (refusal.sort, refusal.clause) == (Sort.FORBIDDEN, "3.4-b")


@pytest.mark.clause("3.1-b")
def test_the_desk_finishes_an_inquiry_itself() -> None:
    story = taken_in(DESK, inquiry()).then(DESK, AnswerAtDesk(answer="答复", satisfied=True))
    assert story.facts.status is Status.CLOSED
    assert story.facts.kind is Kind.INQUIRY
    refusal = taken_in(DESK, inquiry()).refused(GUARD, AnswerAtDesk(answer="答复", satisfied=True))
    assert (refusal.sort, refusal.clause) == (Sort.FORBIDDEN, "3.1-a")
