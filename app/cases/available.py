"""What may be done to a case now, by this person: allowed with its fields, or refused with its clause."""

from dataclasses import replace
from functools import cache, lru_cache

from app.cases.schemas import AvailableAction, NextActionOut, RefusalOut
from app.procedure.acts import Narrowed
from app.procedure.context import Context
from app.procedure.discharges import DISCHARGED_BY
from app.procedure.facts import CaseFacts
from app.procedure.lifecycle import ACT_OF, ACTS, may
from app.procedure.owed import owed
from app.procedure.questions import Question, questions_of
from app.procedure.refusal import Refusal


@cache
def _fields(action: type) -> tuple[Question, ...]:
    return tuple(questions_of(action).values())


def _fields_here(action: type, narrowed: tuple[Narrowed, ...]) -> tuple[Question, ...]:
    here = {each.field: each for each in narrowed}
    return tuple(
        replace(
            each,
            needed=each.needed or here[each.name].needed,
            at_least=here[each.name].at_least or each.at_least,
            hint=here[each.name].hint or each.hint,
        )
        if each.name in here
        else each
        for each in _fields(action)
    )


def available_actions(facts: CaseFacts, ctx: Context) -> list[AvailableAction]:
    """Every act that belongs to this kind of case: what discharges a duty first, what is refused last."""
    owing = _first_to_last(facts)
    told = [
        _told(act.action, may(facts, act.action, ctx), act.asks(facts) if act.asks else ())
        for act in ACTS
        if facts.kind in act.kinds and act.offered
    ]
    return sorted(told, key=lambda each: (not each.allowed, owing.get(each.path, len(owing))))


def _first_to_last(facts: CaseFacts) -> dict[str, int]:
    """The acts that discharge what is owed, in the order the duties fall due."""
    dated = sorted(owed(facts), key=lambda duty: (duty.due_at is None, duty.due_at, duty.key))
    paths = dict.fromkeys(path for duty in dated for path in DISCHARGED_BY.get(duty.code, ()))
    return {path: place for place, path in enumerate(paths)}


@lru_cache(maxsize=2048)
def _told(action: type, refusal: Refusal | None, narrowed: tuple[Narrowed, ...]) -> AvailableAction:
    """The answer for one act. Cases in the same state get the same ones, so they are made once."""
    act = ACT_OF[action]
    asks = refusal is None or _waits_for_another(refusal, act.path)
    return AvailableAction.model_construct(
        action=act.path.replace("-", "_"),
        path=act.path,
        label=act.label,
        allowed=refusal is None,
        needs_if_match=act.edits,
        fields=_fields_here(action, narrowed) if asks else None,
        refusal=refusal_out(refusal) if refusal else None,
    )


def _waits_for_another(refusal: Refusal, path: str) -> bool:
    """Only another act has to come first: a phone in a cellar may then write down both."""
    then = refusal.next_action
    return then is not None and then.action is not None and then.action != path


def refusal_out(refusal: Refusal) -> RefusalOut:
    """A refusal as an answer shows it."""
    then = refusal.next_action
    return RefusalOut.model_construct(
        code=refusal.code,
        clause=refusal.clause,
        reason=refusal.reason,
        next_action=NextActionOut(zh=then.words.zh, en=then.words.en, action=then.action) if then else None,
        missing=list(refusal.missing),
    )
