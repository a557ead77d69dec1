"""Photographs, spoken notes and PDF that belong to a case.

An upload is the file itself as the body of a PUT, under an id that the sender makes: a phone that lost
the network sends it again and it is there once. The name travels in a header, because addresses stand
in access logs and a file's name may name a person.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, cast
from urllib.parse import quote, unquote_to_bytes
from uuid import UUID

from fastapi import Depends, Header, Request, Response
from fastapi.responses import StreamingResponse

from app.cases.actions import Desk
from app.cases.attachment_rows import File, add, attachment_of, attachments, case_is_there
from app.cases.attachment_store import AttachmentStore, ContentMissing, place_of
from app.cases.media_types import PDF, TAKEN, media_type_of
from app.cases.tables import Attachment
from app.database.session import Database
from app.procedure.actors import Actor
from app.procedure.refusal import Refusal, Refused, Sort, Words, incomplete
from app.residents.contacts import ContactKeys
from app.schema import Schema
from app.staff.guards import ActorDep, CapturingActorDep
from app.web.dependencies import ClockDep, SessionDep, SettingsDep
from app.web.lists import Order, PageDep, page_of
from app.web.paging import Page
from app.web.problems import ProblemError, problem, problem_responses
from app.web.rooms import Room

router = Room(prefix="/cases/{case_id}/attachments", tags=["attachments"])
LONGEST_NAME = 120
BY_AGE = Order(
    (Attachment.added_at, Attachment.id), (datetime, UUID), lambda row: (row[0].added_at, row[0].id)
)


async def _store(request: Request, settings: SettingsDep) -> AttachmentStore:
    state = request.app.state
    if not hasattr(state, "attachment_store"):
        state.attachment_store = AttachmentStore(settings.attachments_address)
    return cast("AttachmentStore", state.attachment_store)


async def _database(request: Request) -> Database:
    return cast("Database", request.app.state.database)


async def _name(
    x_attachment_name: Annotated[
        str | None,
        Header(
            max_length=LONGEST_NAME * 12,
            pattern=r"^[!-~]*$",
            description="The file's name, percent-encoded UTF-8",
            examples=["%E5%9C%B0%E5%BA%93.jpg"],
        ),
    ] = None,
) -> str | None:
    """The name without its folders; nothing that could not stand on one line."""
    if x_attachment_name is None:
        return None
    try:
        told = unquote_to_bytes(x_attachment_name).decode()
    except UnicodeDecodeError:
        raise Refused(BAD_NAME) from None
    name = told.replace("\\", "/").rpartition("/")[2].strip()
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise Refused(BAD_NAME)
    return name or None


StoreDep = Annotated[AttachmentStore, Depends(_store)]
DatabaseDep = Annotated[Database, Depends(_database)]
NameDep = Annotated[str | None, Depends(_name)]


class AttachmentOut(Schema):
    """An attachment; its content is read at its own address."""

    id: UUID
    case_id: UUID
    name: str | None
    media_type: str
    size: int
    sha256: str
    added_at: datetime
    added_by: UUID | None
    added_by_name: str | None

    @classmethod
    def of(cls, row: Attachment, person: str | None) -> "AttachmentOut":
        same = ("id", "case_id", "name", "media_type", "size", "added_at", "added_by")
        values = {name: getattr(row, name) for name in same}
        return cls(**values, sha256=row.sha256.hex(), added_by_name=person)


@router.get("", summary="Attachments of a case", responses=problem_responses(404))
async def list_attachments(
    case_id: UUID, session: SessionDep, actor: ActorDep, page: PageDep
) -> Page[AttachmentOut]:
    """In the order in which they were added."""
    await case_is_there(session, actor.centre_id, case_id)
    rows, following = await page_of(session, attachments(actor.centre_id, case_id), BY_AGE, page)
    return Page(items=[AttachmentOut.of(*row) for row in rows], next_cursor=following)


UPLOAD: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "The file itself; what it is, is read from its own first bytes",
        "content": {kind: {"schema": {"type": "string", "format": "binary"}} for kind in TAKEN},
    }
}


@dataclass(frozen=True, slots=True)
class Received:
    """A file that came in whole, from somebody who may add it."""

    actor: Actor
    keys: ContactKeys
    file: File
    content: bytes


async def _received(
    case_id: UUID,
    attachment_id: UUID,
    request: Request,
    session: SessionDep,
    actor: CapturingActorDep,
    settings: SettingsDep,
    name: NameDep,
) -> Received:
    """Who sends it is asked first; then the transaction ends, before the file is read.

    So nobody's slow network holds a connection to the database.
    """
    await case_is_there(session, actor.centre_id, case_id)
    await session.commit()
    content = await _content(request, settings.attachment_max_bytes)
    file = File(
        case_id=case_id,
        id=attachment_id,
        name=name,
        media_type=_media_type(content),
        size=len(content),
        sha256=hashlib.sha256(content).digest(),
    )
    return Received(actor, request.app.state.contact_keys, file, content)


@router.put(
    "/{attachment_id}",
    summary="Add an attachment",
    status_code=201,
    openapi_extra=UPLOAD,
    responses={
        200: {"model": AttachmentOut, "description": "It was there already"},
        **problem_responses(404, 409, 413, 415),
    },
)
async def put_attachment(
    received: Annotated[Received, Depends(_received)],
    response: Response,
    clock: ClockDep,
    store: StoreDep,
    database: DatabaseDep,
) -> AttachmentOut:
    """The same file under the same id is added once; another file under that id is refused.

    The file is stored first and its row written afterwards, so a row never lacks its file.
    """
    file, centre_id = received.file, received.actor.centre_id
    await store.keep(place_of(centre_id, file.case_id, file.id, file.sha256), received.content)
    async with database.transaction() as session:
        desk = Desk(session, received.actor, clock(), received.keys)
        row, is_new = await add(desk, file)
        told, person = await attachment_of(session, centre_id, file.case_id, row.id)
    response.status_code = 201 if is_new else 200
    response.headers["ETag"] = f'"{file.sha256.hex()}"'
    return AttachmentOut.of(told, person)


async def _content(request: Request, most: int) -> bytes:
    content = bytearray()
    async for piece in request.stream():
        content += piece
        if len(content) > most:
            mib = most // (1024 * 1024)
            words = Words(f"附件最大 {mib} MB", f"An attachment has at most {mib} MB")
            raise ProblemError(problem(413, "too_large", words))
    if not content:
        raise Refused(EMPTY)
    return bytes(content)


def _media_type(content: bytes) -> str:
    found = media_type_of(content)
    if found is None:
        raise ProblemError(problem(415, "unsupported_content", NOT_TAKEN))
    return found


@router.get(
    "/{attachment_id}",
    summary="Content of an attachment",
    response_class=Response,
    responses={
        200: {"content": {kind: {} for kind in TAKEN}, "description": "The file"},
        304: {"description": "You have it already"},
        **problem_responses(404),
    },
)
async def get_attachment(
    case_id: UUID,
    attachment_id: UUID,
    request: Request,
    session: SessionDep,
    actor: ActorDep,
    store: StoreDep,
) -> Response:
    """For this reader alone: a shared cache keeps nothing, and a browser asks again each time."""
    row, _ = await attachment_of(session, actor.centre_id, case_id, attachment_id)
    tag = f'"{row.sha256.hex()}"'
    headers = {
        "ETag": tag,
        "Cache-Control": "private, no-cache",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Content-Disposition": _disposition(row),
    }
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    try:
        content = await store.read(place_of(actor.centre_id, case_id, row.id, row.sha256))
    except ContentMissing:
        raise Refused(LOST) from None
    headers["Content-Length"] = str(row.size)
    return StreamingResponse(content, media_type=row.media_type, headers=headers)


def _disposition(row: Attachment) -> str:
    """A picture may be shown in its place; a document is handed over, never run."""
    how = "attachment" if row.media_type == PDF else "inline"
    return f"{how}; filename*=UTF-8''{quote(row.name)}" if row.name else how


BAD_NAME = incomplete(
    "bad_name",
    None,
    f"文件名须为一行可见文字，最长 {LONGEST_NAME} 字",
    f"A name is one line of at most {LONGEST_NAME} printable characters, percent-encoded UTF-8",
    "x-attachment-name",
)
EMPTY = incomplete("empty_file", None, "文件是空的", "The file is empty", "body")
NOT_TAKEN = Words(
    "只收照片（JPEG、PNG、WebP、HEIC）、录音（WebM、M4A、OGG）和 PDF",
    "Photographs (JPEG, PNG, WebP, HEIC), spoken notes (WebM, M4A, OGG) and PDF are taken",
)
LOST = Refusal(
    sort=Sort.MISSING,
    code="content_missing",
    reason=Words("附件内容不在存储中，请联系管理员", "The store has lost this file; tell the administrator"),
)
