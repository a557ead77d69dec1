"""Daily seals to be read and kept elsewhere: whoever holds one can prove what stood here, without us."""

import base64
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Path
from pydantic import Field
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.cases.seals import SigningKeys, statement
from app.cases.tables import Seal, SealedHead
from app.database.rows import missing
from app.procedure.actors import Actor
from app.procedure.refusal import Words
from app.procedure.vocabulary import Role
from app.residents.guards import HEADS
from app.schema import Schema
from app.staff.guards import require
from app.web.dependencies import SessionDep, SettingsDep
from app.web.lists import Order, PageDep, page_of
from app.web.paging import Page
from app.web.problems import problem_responses
from app.web.rooms import Room

router = Room(prefix="/seals", tags=["seals"])

ReadsSeals = Annotated[Actor, Depends(require(Role.ADMINISTRATOR, *HEADS, clause="3.4-b"))]
NumberPath = Annotated[int, Path(ge=1, le=2**31 - 1)]
SEAL = Words("封存记录", "seal")
NEWEST = Order((Seal.number,), (int,), lambda row: (row[0].number,), descending=True)
BY_CASE = Order((SealedHead.case_id,), (UUID,), lambda row: (row[0].case_id,))


class SealOut(Schema):
    """A seal. Its signature is over the bytes of `statement`, exactly as they stand."""

    number: int
    sealed_at: datetime
    cases: int = Field(description="Journals that had grown since the seal before")
    heads: str = Field(description="SHA-256 over their ids, versions and heads in order of id; hex")
    previous: str = Field(description="SHA-256 over statement and signature of the seal before; hex")
    key_id: str
    statement: str
    signature: str = Field(description="Ed25519, base64")

    @classmethod
    def of(cls, seal: Seal) -> "SealOut":
        return cls(
            number=seal.number,
            sealed_at=seal.sealed_at,
            cases=seal.cases,
            heads=seal.heads.hex(),
            previous=seal.previous.hex(),
            key_id=seal.key_id,
            statement=statement(seal).decode(),
            signature=base64.b64encode(seal.signature).decode(),
        )


class SealedHeadOut(Schema):
    """Where one journal ended."""

    case_id: UUID
    version: int
    head: str = Field(description="Hash of its last entry; hex")


class PublicKeyOut(Schema):
    """What seals are checked with."""

    key_id: str
    algorithm: str = "Ed25519"
    public_key: str = Field(description="32 bytes, base64")
    current: bool


@router.get("", summary="Daily seals")
async def list_seals(session: SessionDep, actor: ReadsSeals, page: PageDep) -> Page[SealOut]:
    """The newest first. Keep them outside this store: there they show what is later missing here."""
    query = select(Seal).where(Seal.centre_id == actor.centre_id)
    rows, following = await page_of(session, query, NEWEST, page)
    return Page(items=[SealOut.of(row[0]) for row in rows], next_cursor=following)


@router.get("/keys", summary="Public keys of the seals")
async def list_seal_keys(actor: ReadsSeals, settings: SettingsDep) -> list[PublicKeyOut]:
    """Also those that no longer sign, as long as the installation keeps them."""
    ring = settings.keys().seal
    return [
        PublicKeyOut(key_id=name, public_key=base64.b64encode(key).decode(), current=name == ring.current)
        for name, key in SigningKeys(ring).all_public().items()
    ]


@router.get("/{number}", summary="One seal", responses=problem_responses(404))
async def get_seal(number: NumberPath, session: SessionDep, actor: ReadsSeals) -> SealOut:
    """With the very bytes that were signed."""
    return SealOut.of(await _seal(session, actor, number))


@router.get("/{number}/heads", summary="What a seal covers", responses=problem_responses(404))
async def list_sealed_heads(
    number: NumberPath, session: SessionDep, actor: ReadsSeals, page: PageDep
) -> Page[SealedHeadOut]:
    """Every journal that had grown, with the entry it ended with; in the order the seal hashes them."""
    await _seal(session, actor, number)
    query = select(SealedHead).where(SealedHead.centre_id == actor.centre_id, SealedHead.seal == number)
    rows, following = await page_of(session, query, BY_CASE, page)
    items = [
        SealedHeadOut(case_id=head.case_id, version=head.version, head=head.head.hex()) for (head,) in rows
    ]
    return Page(items=items, next_cursor=following)


async def _seal(session: AsyncSession, actor: Actor, number: int) -> Seal:
    query = select(Seal).where(Seal.centre_id == actor.centre_id, Seal.number == number)
    found = (await session.execute(query)).scalar_one_or_none()
    if found is None:
        raise missing(SEAL)
    return found
