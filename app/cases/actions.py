"""The one door: every change to a case is decided by the procedure and written in one transaction."""

import json
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.cases.codecs import read_facts
from app.cases.companions import written_beside
from app.cases.rows import Before, Change, change_of
from app.cases.standings import About, Standing, standing
from app.cases.statements import LOCK, PERFORM, TAKE_IN
from app.database.session import driver
from app.procedure.actions.intake import Accept, Reclassify, SheetFields, TakeIn
from app.procedure.actions.supervision import LinkCase
from app.procedure.actors import Actor
from app.procedure.context import Context
from app.procedure.duties import Duty
from app.procedure.facts import CaseFacts
from app.procedure.lifecycle import Decided, begin, decide
from app.procedure.refusal import Refusal, Refused, Sort, Words
from app.residents.contacts import ContactKeys

Form = TypeVar("Form", bound=SheetFields)


class Overtaken(Exception):
    """Somebody changed the case after the caller looked at it."""

    def __init__(self, version: int) -> None:
        super().__init__(version)
        self.version = version


@dataclass(frozen=True, slots=True)
class Done:
    """What a change came to."""

    case_id: UUID
    version: int
    number: str | None
    facts: CaseFacts
    owed: tuple[Duty, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """What every change needs at hand: the transaction, who acts, when, and the contact keys."""

    session: AsyncSession
    actor: Actor
    now: datetime
    keys: ContactKeys


def no_such_case() -> Refused:
    """The case is not of this centre, or not at all; nobody learns which."""
    reason = Words("没有这个事项", "There is no such case")
    return Refused(Refusal(sort=Sort.MISSING, code="case_not_found", reason=reason))


async def take_in(desk: Desk, taken: TakeIn, case_id: UUID) -> Done:
    """Take a matter in: accepted at the desk, captured by anyone else. Refuses what the procedure refuses."""
    about = About(
        kind=taken.kind,
        topic=taken.topic,
        area_id=taken.area_id,
        building_id=taken.building_id,
        unit_id=taken.unit_id,
        resident_id=taken.resident_id,
        matter=_matter(taken) | {"received_as": taken.received_as},
    )
    where = await standing(desk.session, desk.actor, desk.now, about, hold=True)
    decided = _or_refuse(begin(case_id, _placed(taken, where), where.context))
    accepted_on = _accepted_on(None, decided.facts, where.context)
    change = change_of(decided, Before(routing=where.trace), desk.actor, desk.keys, accepted_on)
    return await _write(desk, TAKE_IN, change, decided)


async def perform(desk: Desk, case_id: UUID, action: Any, *, expected: int | None = None) -> Done:
    """Do something to a case. `expected` is the version the caller saw, where the act asks for it."""
    if isinstance(action, LinkCase):
        return await _link(desk, case_id, action, expected)
    return await _perform(desk, case_id, action, expected)


async def _perform(desk: Desk, case_id: UUID, action: Any, expected: int | None) -> Done:
    facts, before = await _locked(desk, case_id)
    if expected is not None and expected != before.version:
        raise Overtaken(before.version)
    where = await standing(desk.session, desk.actor, desk.now, _about(facts, before, action), hold=True)
    if isinstance(action, SheetFields):
        action = _placed(action, where)
    decided = _or_refuse(decide(facts, action, where.context))
    accepted_on = _accepted_on(facts, decided.facts, where.context)
    told = replace(before, routing=where.trace or before.routing)
    change = change_of(decided, told, desk.actor, desk.keys, accepted_on)
    return await _write(desk, PERFORM, change, decided)


async def _link(desk: Desk, case_id: UUID, action: LinkCase, expected: int | None) -> Done:
    """Both journals tell of a link; the rows are locked in one order, so that two links cannot deadlock."""
    for each in sorted({case_id, action.other}):
        await _locked(desk, each)
    if case_id != action.other:
        await _perform(desk, action.other, LinkCase(other=case_id, relation=action.relation), None)
    return await _perform(desk, case_id, action, expected)


async def _locked(desk: Desk, case_id: UUID) -> tuple[CaseFacts, Before]:
    connection = await driver(desk.session)
    row = await connection.fetchrow(LOCK, desk.actor.centre_id, case_id)
    if row is None:
        raise no_such_case()
    contact = {
        name: value if isinstance(value, str) else "\\x" + value.hex()
        for name in ("contact_ciphertext", "contact_key", "contact_digest", "contact_mask")
        if (value := row[name]) is not None
    }
    before = Before(
        version=row["version"],
        head=row["head"],
        number=row["number"],
        building_id=row["building_id"],
        personal=json.loads(row["personal"]),
        routing=json.loads(row["routing"]) if row["routing"] else None,
        contact=contact,
    )
    return read_facts(row["facts"]), before


def _about(facts: CaseFacts, before: Before, action: Any) -> About:
    """The case, with whatever of its place or topic the action itself changes."""
    form = action if isinstance(action, SheetFields) else None
    placed_anew = form and (form.unit_id or form.building_id or form.area_id)
    return About(
        kind=getattr(action, "kind", None) or facts.kind,
        topic=(form and form.topic) or facts.topic,
        area_id=form.area_id if form and placed_anew else facts.area_id,
        building_id=form.building_id if form and placed_anew else before.building_id,
        unit_id=form.unit_id if form and placed_anew else facts.unit_id,
        resident_id=(form and form.resident_id) or facts.resident_id,
        matter=_matter_anew(facts, before, action) if isinstance(action, Accept | Reclassify) else None,
        due=(before.routing or {}).get("due", {}),
    )


MARKS = ("joint_count", "emergency", "dispute", "important", "sensitive", "channel")


def _matter(taken: TakeIn | CaseFacts) -> dict[str, Any]:
    """What the routing rules look at, of a form or of a case."""
    words = getattr(taken, "words", None) or ""
    return {name: getattr(taken, name) for name in MARKS} | {"words": words}


def _matter_anew(facts: CaseFacts, before: Before, action: Accept | Reclassify) -> dict[str, Any]:
    """The same of a case that goes on its way now; its words stand on the row, unless told anew."""
    words = getattr(action, "words", None) or before.personal.get("words") or ""
    return _matter(facts) | {"words": words, "received_as": facts.received_as}


def _placed(form: Form, where: Standing) -> Form:
    return replace(form, area_id=where.area_id, unit_id=form.unit_id or where.unit_id)


def _or_refuse(decision: Decided | Refusal) -> Decided:
    if isinstance(decision, Refusal):
        raise Refused(decision)
    return decision


def _accepted_on(before: CaseFacts | None, after: CaseFacts, context: Context) -> date | None:
    """The day, in the centre's zone, in whose register an acceptance gets its line; never before it."""
    if after.accepted_at is None or (before and before.accepted_at):
        return None
    return context.calendar.local_date(after.accepted_at)


async def _write(desk: Desk, statement: str, change: Change, decided: Decided) -> Done:
    connection = await driver(desk.session)
    number = await connection.fetchval(statement, *change.parameters())
    await written_beside(desk.session, desk.actor, decided)
    return Done(decided.facts.id, change.case["version"], number, decided.facts, change.owed)
