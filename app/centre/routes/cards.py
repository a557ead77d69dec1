"""紧急情况卡: what the centre does in an emergency of each type (4.2.3)."""

from fastapi import Response

from app.centre import queries
from app.centre.actions.lists import write_card
from app.centre.guards import KeepsCards
from app.centre.schemas.lists import EmergencyCard, EmergencyCardBody
from app.procedure.vocabulary import EmergencyType
from app.staff.guards import ActorDep
from app.staff.making import person_behind
from app.web.dependencies import ClockDep, SessionDep
from app.web.etag import IfMatch, changed_meanwhile, etag
from app.web.problems import problem_responses
from app.web.rooms import Room

router = Room(
    prefix="/emergency-cards",
    tags=["emergency cards"],
    responses=problem_responses(401, 403),
)


@router.get("", summary="All emergency cards")
async def list_emergency_cards(session: SessionDep, actor: ActorDep) -> list[EmergencyCard]:
    """One for each type: empty, a sample, or the centre's own."""
    written = {card.type: card for card in await queries.cards(session, actor.centre_id)}
    return [EmergencyCard.of(each, written.get(each.value)) for each in EmergencyType]


@router.get("/{emergency}", summary="The card of one type")
async def get_emergency_card(
    emergency: EmergencyType, session: SessionDep, actor: ActorDep, response: Response
) -> EmergencyCard:
    """Whom to call first, what to do, what never to do, who commands."""
    card = EmergencyCard.of(emergency, await queries.card_of(session, actor.centre_id, emergency))
    response.headers["ETag"] = etag(card.version)
    return card


@router.put("/{emergency}", summary="Write the card of one type", responses=problem_responses(409, 412, 428))
async def write_emergency_card(
    emergency: EmergencyType,
    body: EmergencyCardBody,
    seen: IfMatch,
    session: SessionDep,
    actor: KeepsCards,
    clock: ClockDep,
    response: Response,
) -> EmergencyCard:
    """What is written here is the centre's own, no sample any more. An empty card has version 0."""
    standing = await queries.card_of(session, actor.centre_id, emergency, lock=True)
    version = standing.version if standing else 0
    if version != seen:
        raise changed_meanwhile(version)
    values = body.model_dump() | {"is_sample": False}
    row = await write_card(session, actor.centre_id, emergency, values, by=person_behind(actor), now=clock())
    response.headers["ETag"] = etag(row.version)
    return EmergencyCard.of(emergency, row)
