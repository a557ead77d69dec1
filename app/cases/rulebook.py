"""The procedure itself, to be read: its clauses, and the forms a phone may keep for the cellar."""

import gzip
from functools import cache
from typing import Annotated

from fastapi import Path, Query, Request, Response

from app.procedure.clauses import CLAUSES
from app.procedure.clauses.entries import Clause, Who
from app.procedure.duties import DUTY_WORDS
from app.procedure.events.words import EVENT_WORDS
from app.procedure.forms import FORM_VERSION, FORMS, REPLY_WAYS, ReplyWays
from app.procedure.forms.intake_forms import IntakeForm
from app.procedure.labels import LABELS
from app.procedure.prompts import SCRIPTS, Script
from app.procedure.refusal import Refusal, Refused, Sort, Words
from app.procedure.vocabulary import Channel, Keeping, Strength
from app.residents.vocabulary import REVEAL_LABELS, RevealReason
from app.schema import Schema
from app.staff.guards import ActorDep
from app.web.problems import problem_responses
from app.web.rooms import Room

router = Room(tags=["procedure"])


class ClauseOut(Schema):
    """One obligation, in our own short words, and how the house keeps it."""

    id: str
    number: str
    chapter: str
    strength: Strength
    keeping: Keeping
    who: Who
    text: Words
    deadline_word: str | None
    reason: Words | None
    source_gap: bool
    gap: Words | None
    inferred: bool


class IntakeFormsOut(Schema):
    """Every form, the calls' scripts and the ways to reply; `version` changes with any of them."""

    version: str
    forms: list[IntakeForm]
    scripts: list[Script]
    reply_ways: dict[Channel, ReplyWays]


class LabelsOut(Schema):
    """What every word of the vocabulary is called."""

    vocabularies: dict[str, dict[str, Words]]
    duties: dict[str, Words]
    events: dict[str, Words]


def _clause_out(clause: Clause) -> ClauseOut:
    return ClauseOut(
        id=clause.id,
        number=clause.number,
        chapter=clause.chapter,
        strength=clause.strength,
        keeping=clause.keeping,
        who=clause.who,
        text=clause.text,
        deadline_word=clause.deadline_word,
        reason=clause.reason,
        source_gap=clause.source_gap is not None,
        gap=clause.source_gap,
        inferred=clause.inferred,
    )


@router.get("/procedure/clauses", summary="Every obligation of the procedure")
async def list_clauses(
    actor: ActorDep, response: Response, keeping: Annotated[Keeping | None, Query()] = None
) -> list[ClauseOut]:
    """In our own short words, each marked enforced, prompted or practice; gaps of the source are told."""
    response.headers["Cache-Control"] = "private, max-age=3600"
    return [_clause_out(each) for each in CLAUSES.values() if keeping in {None, each.keeping}]


@router.get("/procedure/clauses/{clause_id}", summary="One obligation", responses=problem_responses(404, 422))
async def get_clause(clause_id: Annotated[str, Path(max_length=20)], actor: ActorDep) -> list[ClauseOut]:
    """By its id (`4.1.2.1-b`), or all obligations under a clause number (`4.1.2.2`)."""
    found = [each for each in CLAUSES.values() if clause_id in {each.id, each.number}]
    if not found:
        reason = Words("规程中没有这一条", "The procedure has no such clause")
        raise Refused(Refusal(sort=Sort.MISSING, code="clause_not_found", reason=reason))
    return [_clause_out(each) for each in found]


@cache
def _forms_written() -> tuple[bytes, bytes]:
    """The same for everybody, so written and packed once: a phone waits for it before its first call."""
    forms = IntakeFormsOut(
        version=FORM_VERSION, forms=list(FORMS.values()), scripts=list(SCRIPTS), reply_ways=dict(REPLY_WAYS)
    )
    written = forms.model_dump_json(by_alias=True).encode()
    return written, gzip.compress(written)


@router.get("/procedure/intake-forms", summary="Forms for taking a matter in", response_model=IntakeFormsOut)
async def get_intake_forms(actor: ActorDep, request: Request) -> Response:
    """Per receiving post and kind: fields, prompts and words to say, kept by a phone for the cellar."""
    written, packed = _forms_written()
    answer = Response(written, media_type="application/json")
    if "gzip" in request.headers.get("accept-encoding", ""):
        answer = Response(packed, media_type="application/json", headers={"Content-Encoding": "gzip"})
    answer.headers["ETag"] = f'"{FORM_VERSION}"'
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["Vary"] = "Accept-Encoding"
    return answer


@router.get("/procedure/labels", summary="What every word is called")
async def get_labels(actor: ActorDep, response: Response) -> LabelsOut:
    """Both languages for every value this API speaks of."""
    response.headers["Cache-Control"] = "private, max-age=3600"
    return LabelsOut(
        vocabularies={
            each.__name__: {word.value: told for word, told in words.items()}
            for each, words in LABELS.items()
        }
        | {RevealReason.__name__: {reason.value: told for reason, told in REVEAL_LABELS.items()}},
        duties={code.value: words for code, words in DUTY_WORDS.items()},
        events=EVENT_WORDS,
    )
