"""What stands in the way is told before anything is written: the form is not offered at all."""

import pytest

from app.procedure.actions.answers import AnswerAtDesk, AnswerConsultation, Reply
from app.procedure.refusal import Refusal
from tests.procedure.stories import DESK, FOUND, MANAGER, challenge, inquiry, taken_in, with_the_manager


def clause_of(refusal: Refusal | None) -> str | None:
    return refusal.clause if refusal else None


@pytest.mark.clause("4.4.4-c")
def test_the_desk_is_offered_no_answer_to_a_sensitive_challenge_without_a_script() -> None:
    case = taken_in(DESK, challenge(sensitive=True))
    assert clause_of(case.may(DESK, AnswerAtDesk)) == "4.4.4-c"


@pytest.mark.clause("4.4.4-c")
def test_the_area_manager_is_offered_no_reply_before_the_head_has_approved() -> None:
    case = with_the_manager(challenge(sensitive=True)).then(MANAGER, FOUND)
    assert clause_of(case.may(MANAGER, Reply)) == "4.4.4-c"


@pytest.mark.clause("3.3-a")
def test_nobody_is_offered_to_answer_where_nobody_asked() -> None:
    case = with_the_manager(inquiry()).then(MANAGER, FOUND)
    assert clause_of(case.may(MANAGER, AnswerConsultation)) == "3.3-a"
