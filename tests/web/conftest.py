"""A small application behind our door, with routes that go wrong in every way."""

from collections.abc import AsyncIterator
from typing import Annotated

import asyncpg
import httpx
import pytest
from fastapi import APIRouter, FastAPI, Query
from fastapi.responses import StreamingResponse
from pydantic import AwareDatetime, BaseModel

from app.procedure.refusal import Refused, Words, conflict, forbidden, incomplete
from app.web.bodies import Body, Short
from app.web.door import Door
from app.web.etag import IfMatch, changed_meanwhile
from app.web.failures import tell_problems
from app.web.paging import CursorQuery, key_of
from app.web.switchboard import Switchboard

SECRET = "13812345678"


class Note(Body):
    title: Short
    at: AwareDatetime | None = None
    count: int = 0


class Told(BaseModel):
    title: str


NEXT = ("leave", "请转交", "Hand over")
router = APIRouter()


@router.post("/api/notes")
async def write(note: Note) -> Told:
    return Told(title=note.title)


@router.put("/api/attachments/1")
async def attach() -> Told:
    return Told(title="taken")


@router.get("/api/list")
async def page(cursor: CursorQuery = None, limit: Annotated[int, Query(ge=1, le=200)] = 50) -> list[str]:
    return [str(part) for part in key_of(cursor, str, int) or (limit,)]


@router.patch("/api/notes/{number}")
async def edit(number: int, seen: IfMatch) -> Told:
    if seen != 7:
        raise changed_meanwhile(7, {"title": "now"})
    return Told(title=str(number))


@router.get("/api/refused/{sort}")
async def refused(sort: str) -> None:
    refusals = {
        "forbidden": forbidden("not_yours", "3.1-a", "不归您", "Not yours", then=NEXT),
        "conflict": conflict("too_early", "4.1.1.3-d", "还早", "Too early"),
        "incomplete": incomplete("needs_words", None, "请写明", "Say more", "words", "place"),
    }
    raise Refused(refusals[sort])


@router.get("/api/fault")
async def fault() -> None:
    raise ValueError(f"the resident's number is {SECRET}")


@router.get("/api/half")
async def half() -> StreamingResponse:
    async def pieces() -> AsyncIterator[bytes]:
        yield b"half of it"
        raise ValueError(SECRET)

    return StreamingResponse(pieces())


@router.get("/api/store/{state}")
async def store(state: str) -> None:
    raise asyncpg.PostgresError.new({"C": state, "M": f"Key (contact)=({SECRET})"})


@router.get("/page")
async def page_of_screens() -> Words:
    return Words("屏", "screen")


@pytest.fixture(scope="session")
def troubled() -> FastAPI:
    app = FastAPI()
    tell_problems(app)
    app.include_router(router)
    app.add_middleware(Door, switchboard=Switchboard(app.routes), attachment_bytes=4096)
    return app


@pytest.fixture
async def visitor(troubled: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app=troubled)
    async with httpx.AsyncClient(transport=transport, base_url="https://yingmen.test") as caller:
        yield caller
