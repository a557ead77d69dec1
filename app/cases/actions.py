"""The one door: every change to a case is decided by the procedure and written in one transaction."""

from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.cases.companions import has_companions, write_link, written_beside
from app.cases.loading import loaded, read_case, with_standing
from app.cases.matter import matter_anew, matter_of, routed_anew
from app.cases.naming import contact_told, names_on_sheet
from app.cases.rows import Before, Change, change_of
from app.cases.standings import About, Standing, standing
from app.cases.statements import CHANGED_SINCE, PERFORM, TAKE_IN
from app.database.ids import new_id
from app.database.once import NO_CLAIM
from app.database.session import alone, driver, reader
from app.procedure.actions.intake import Accept, Reclassify, SheetFields, TakeIn
from app.procedure.actions.joining import Absorb, LinkCase, MergeInto, Relation, SplitOff
from app.procedure.actions.suggestions import AddCoSigners, PublishOnBoard
from app.procedure.actors import Actor
from app.procedure.context import Context
from app.procedure.duties import Duty
from app.procedure.facts import CaseFacts
from app.procedure.joining import OTHER_SIDE
from app.procedure.lifecycle import Decided, begin, decide
from app.procedure.refusal import Refusal, Refused
from app.procedure.vocabulary import Kind
from app.residents.contacts import ContactKeys

Form = TypeVar("Form", bound=SheetFields)


class Overtaken(Exception):
    """Somebody changed the case after the caller looked at it."""

    def __init__(self, version: int) -> None:
        super().__init__(version)
        self.version = version


class NotAlone(Exception):
    """One statement did not do: nothing is written, and it is to be done again in a transaction."""


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
    alone: bool = False
    """Whether the change is to be one statement, which writes it if nothing has come between."""
    claim: str = NO_CLAIM
    """The request's key, taken with what such a statement writes."""


async def take_in(desk: Desk, taken: TakeIn, case_id: UUID) -> Done:
    """Take a matter in: accepted at the desk, captured by anyone else. Refuses what the procedure refuses."""
    about = About(
        kind=taken.kind,
        topic=taken.topic,
        area_id=taken.area_id,
        building_id=taken.building_id,
        unit_id=taken.unit_id,
        resident_id=taken.resident_id,
        names_script=taken.script_version_id is not None,
        matter=matter_of(taken) | {"received_as": taken.received_as},
    )
    where = await _standing(desk, about)
    decided = _or_refuse(begin(case_id, _placed(taken, where), where.context))
    accepted_on = _accepted_on(None, decided.facts, where.context)
    change = change_of(decided, Before(routing=where.trace), desk.actor, desk.keys, accepted_on)
    return await _write(desk, TAKE_IN, change, decided, ())


async def perform(desk: Desk, case_id: UUID, action: Any, *, expected: int | None = None) -> Done:
    """Do something to a case. `expected` is the version the caller saw, where the act asks for it."""
    if desk.alone and isinstance(action, LinkCase | MergeInto | SplitOff):
        raise NotAlone
    match action:
        case LinkCase():
            return await _link(desk, case_id, action, expected)
        case MergeInto():
            return await _merge(desk, case_id, action, expected)
        case SplitOff():
            return await _split(desk, case_id, action, expected)
    return await _perform(desk, case_id, action, expected)


async def _perform(
    desk: Desk, case_id: UUID, action: Any, expected: int | None = None, **further: Any
) -> Done:
    """`further` is what the rules may know beside what stands in the store: the other case of two."""
    stays = _stays(desk, action)
    row = await _loaded(desk, case_id, as_it_stands=stays)
    facts, before = read_case(row)
    if expected is not None and await _overtaken(desk, case_id, expected, before.version):
        raise Overtaken(before.version)
    where = await _standing(desk, _about(facts, before, action), row if stays else None)
    if isinstance(action, SheetFields):
        action = _placed(action, where)
    if isinstance(action, PublishOnBoard):
        further["names_on_sheet"] = await names_on_sheet(
            desk.session, desk.keys, desk.actor.centre_id, facts, before.personal
        )
    if isinstance(action, AddCoSigners):
        further["co_signers"] = tuple(before.personal.get("co_signers") or ())
    context = replace(where.context, **further) if further else where.context
    decided = _or_refuse(decide(facts, action, context))
    accepted_on = _accepted_on(facts, decided.facts, context)
    told = replace(before, routing=routed_anew(where.trace, before.routing))
    change = change_of(decided, told, desk.actor, desk.keys, accepted_on)
    return await _write(desk, PERFORM, change, decided, (before.version,))


async def _overtaken(desk: Desk, case_id: UUID, expected: int, version: int) -> bool:
    """Whether more than a file has come since: a photograph changes nothing a person has seen."""
    if expected >= version:
        return expected != version
    connection = await (reader if desk.alone else driver)(desk.session)
    return bool(await connection.fetchval(CHANGED_SINCE, desk.actor.centre_id, case_id, expected))


RESTS_ON_MORE = frozenset({Kind.CHALLENGE, Kind.HELP})
"""Kinds decided on what stands in other rooms: the unified answer, who is on duty."""


async def _standing(desk: Desk, about: About, read: Any = None) -> Standing:
    """What the decision rests on; a unified answer is held until the change is written."""
    if desk.alone and (about.kind in RESTS_ON_MORE or about.names_script):
        raise NotAlone
    return await standing(desk.session, desk.actor, desk.now, about, hold=not desk.alone, read=read)


async def _both(desk: Desk, case_id: UUID, other: UUID) -> dict[UUID, tuple[CaseFacts, Before]]:
    """Two cases held for one act: always in the order of their ids, so that two such acts cannot deadlock."""
    return {each: read_case(await _loaded(desk, each)) for each in sorted({case_id, other})}


async def _link(desk: Desk, case_id: UUID, action: LinkCase, expected: int | None) -> Done:
    """Both journals tell of a link, each from its own side; the link stands before anything is counted."""
    held = await _both(desk, case_id, action.other)
    if case_id == action.other:
        return await _perform(desk, case_id, action, expected)
    back = LinkCase(other=case_id, relation=OTHER_SIDE[action.relation])
    await write_link(desk.session, desk.actor, case_id, action)
    await write_link(desk.session, desk.actor, action.other, back)
    done = await _perform(desk, case_id, action, expected, other=held[action.other][0])
    await _perform(desk, action.other, back, other=held[case_id][0])
    return done


async def _merge(desk: Desk, case_id: UUID, action: MergeInto, expected: int | None) -> Done:
    """One case ends in the other, which goes on for both; either both change or neither."""
    held = await _both(desk, case_id, action.other)
    (facts, before), (other, others) = held[case_id], held[action.other]
    digest = before.contact.get("contact_digest")
    same = digest is not None and digest == others.contact.get("contact_digest")
    done = await _perform(desk, case_id, action, expected, other=other, same_contact=same)
    await _perform(desk, action.other, Absorb(other=case_id), other=facts, same_contact=same)
    return done


async def _split(desk: Desk, case_id: UUID, action: SplitOff, expected: int | None) -> Done:
    """The other matter becomes a case of its own: same resident, same contact, one contact id."""
    facts, before = read_case(await _loaded(desk, case_id))
    first = await _perform(desk, case_id, action, expected)
    texts = before.personal
    taken = TakeIn(
        **{each.name: getattr(action, each.name) for each in fields(action)},
        channel=facts.channel,
        received_at=facts.received_at,
        area_id=facts.area_id,
        unit_id=facts.unit_id,
        building_id=before.building_id,
        resident_id=facts.resident_id,
        resident_type=facts.resident_type,
        salutation=texts.get("salutation"),
        contact=await contact_told(desk.session, desk.keys, desk.actor.centre_id, case_id),
        contact_state=facts.contact,
        contact_reason=texts.get("contact_reason"),
        contact_asked=facts.contact_asked,
        contact_group=first.facts.contact_group,
    )
    made = await take_in(desk, taken, new_id())
    await _link(desk, made.case_id, LinkCase(other=case_id, relation=Relation.SPLIT_FROM), None)
    return replace(first, version=await _version_of(desk, case_id))


async def _version_of(desk: Desk, case_id: UUID) -> int:
    return read_case(await _loaded(desk, case_id))[1].version


def _stays(desk: Desk, action: Any) -> bool:
    """Whether the case is looked at where it stands: nothing is held, and the act moves or routes nothing."""
    return desk.alone and not isinstance(action, SheetFields | Accept | Reclassify)


async def _loaded(desk: Desk, case_id: UUID, *, as_it_stands: bool = False) -> Any:
    """The case as it stands, and held as it stands unless the change is one statement."""
    centre_id = desk.actor.centre_id
    if as_it_stands:
        return await with_standing(desk.session, centre_id, case_id, desk.now)
    return await loaded(desk.session, centre_id, case_id, hold=not desk.alone)


def _about(facts: CaseFacts, before: Before, action: Any) -> About:
    """The case, with whatever of its place or topic the action itself changes."""
    form = action if isinstance(action, SheetFields) else None
    placed_anew = form and (form.unit_id or form.building_id or form.area_id)
    return About(
        case_id=facts.id,
        kind=getattr(action, "kind", None) or facts.kind,
        topic=(form and form.topic) or facts.topic,
        area_id=form.area_id if form and placed_anew else facts.area_id,
        building_id=form.building_id if form and placed_anew else before.building_id,
        unit_id=form.unit_id if form and placed_anew else facts.unit_id,
        resident_id=(form and form.resident_id) or facts.resident_id,
        names_script=getattr(action, "script_version_id", None) is not None,
        matter=matter_anew(facts, before, action) if isinstance(action, Accept | Reclassify) else None,
        due=(before.routing or {}).get("due", {}),
    )


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


async def _write(
    desk: Desk, statement: str, change: Change, decided: Decided, decided_on: tuple[int, ...]
) -> Done:
    """Write the change, where the case still stands at the version it was decided on."""
    connection = await driver(desk.session) if not desk.alone else await alone(desk.session)
    if connection is None or (desk.alone and has_companions(desk.actor, decided)):
        raise NotAlone
    row = await connection.fetchrow(statement, *change.parameters(), desk.claim, *decided_on)
    if row is None:  # the key is taken, or the case has changed meanwhile; a case that is held cannot
        raise NotAlone
    await written_beside(desk.session, desk.actor, decided)
    return Done(decided.facts.id, change.case["version"], row["number"], decided.facts, change.owed)
