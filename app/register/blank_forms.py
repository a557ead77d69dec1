"""Blank forms for when the network is down: the same forms, to be written by hand and entered afterwards."""

from collections.abc import Callable
from enum import StrEnum

from fastapi import Response

from app.archive.papers import blank_owner_file
from app.callbacks.papers import blank_callbacks
from app.cases.sheet_paper import blank_sheet
from app.centre.queries import centre_of
from app.paper.document import Paper
from app.register.papers import blank_register
from app.rosters.hand_over_papers import blank_hand_over
from app.rosters.papers import blank_duty_log
from app.staff.guards import ActorDep
from app.web.dependencies import ClockDep, SessionDep
from app.web.papers import AS_PAPER, PaperFormat, PaperFormatQuery, PressDep, paper_answer
from app.web.problems import problem_responses
from app.web.rooms import Room

router = Room(prefix="/blank-forms", tags=["blank forms"], responses=problem_responses(401, 403))


class Form(StrEnum):
    """A form of the centre."""

    HANDLING_SHEET = "handling-sheet"
    REGISTER = "register"
    CALLBACK_RECORD = "callback-record"
    DUTY_LOG = "duty-log"
    HAND_OVER = "hand-over"
    OWNER_FILE = "owner-file"


BLANK: dict[Form, Callable[[str], Paper]] = {
    Form.HANDLING_SHEET: blank_sheet,
    Form.REGISTER: blank_register,
    Form.CALLBACK_RECORD: blank_callbacks,
    Form.DUTY_LOG: blank_duty_log,
    Form.HAND_OVER: blank_hand_over,
    Form.OWNER_FILE: blank_owner_file,
}


@router.get("/{name}", summary="A blank form", response_class=Response, responses=AS_PAPER)
async def get_blank_form(
    name: Form,
    session: SessionDep,
    actor: ActorDep,
    clock: ClockDep,
    press: PressDep,
    form: PaperFormatQuery = PaperFormat.PDF,
) -> Response:
    """To be printed in good time and kept at the desk; anyone on duty may have one."""
    centre = await centre_of(session, actor.centre_id)
    paper = BLANK[name](centre.name)
    return await paper_answer(press, paper, form, clock(), f"空白{paper.title}")
