"""Files of a case: taken by what they are, kept once, read by their own centre alone."""

from datetime import timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.cases.attachment_rows import sweep
from app.cases.attachment_store import AttachmentStore, place_of
from app.cases.faults import Fault
from app.cases.seals import SigningKeys
from app.cases.tables import Attachment
from app.cases.verification import examine
from app.database.ids import new_id
from app.procedure.vocabulary import Role
from app.settings import Settings
from tests.conftest import SettableClock
from tests.factories.centres import SmallCentre, small_centre
from tests.factories.files import HEIC, JPEG, M4A, OGG, PDF, WEBM, WEBP, png
from tests.factories.migrating import migration

DESK = Role.FRONT_DESK


@pytest.fixture
async def centre(session: AsyncSession, clock: SettableClock) -> SmallCentre:
    return await small_centre(session, clock())


async def a_case(client: httpx.AsyncClient, centre: SmallCentre) -> str:
    body = {"kind": "inquiry", "channel": "visit", "words": "电梯什么时候修好"}
    answer = await client.post("/cases", json=body, headers=centre.signed_in(DESK))
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def put(
    client: httpx.AsyncClient, centre: SmallCentre, address: str, content: bytes, **headers: str
) -> httpx.Response:
    return await client.put(address, content=content, headers={**centre.signed_in(DESK), **headers})


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (JPEG, "image/jpeg"),
        (png(), "image/png"),
        (WEBP, "image/webp"),
        (HEIC, "image/heic"),
        (PDF, "application/pdf"),
        (WEBM, "audio/webm"),
        (M4A, "audio/mp4"),
        (OGG, "audio/ogg"),
    ],
    ids=["jpeg", "png", "webp", "heic", "pdf", "webm", "m4a", "ogg"],
)
async def test_a_file_is_what_its_content_says_and_comes_back_as_it_went_in(
    client: httpx.AsyncClient, centre: SmallCentre, content: bytes, media_type: str
) -> None:
    address = f"/cases/{await a_case(client, centre)}/attachments/{new_id()}"
    added = await put(client, centre, address, content, **{"Content-Type": "text/html"})
    assert added.status_code == 201, added.text
    assert added.json()["media_type"] == media_type
    assert added.json()["size"] == len(content)
    read = await client.get(address, headers=centre.signed_in(DESK))
    assert read.content == content
    assert read.headers["content-type"] == media_type
    assert read.headers["x-content-type-options"] == "nosniff"
    assert "private" in read.headers["cache-control"]
    again = await client.get(
        address, headers={**centre.signed_in(DESK), "If-None-Match": read.headers["etag"]}
    )
    assert again.status_code == 304


async def test_a_document_is_handed_over_and_a_picture_is_shown(
    client: httpx.AsyncClient, centre: SmallCentre
) -> None:
    case = await a_case(client, centre)
    name = quote("地库 漏水.pdf")
    document, picture = f"/cases/{case}/attachments/{new_id()}", f"/cases/{case}/attachments/{new_id()}"
    await put(client, centre, document, PDF, **{"X-Attachment-Name": name})
    await put(client, centre, picture, JPEG)
    told = (await client.get(document, headers=centre.signed_in(DESK))).headers["content-disposition"]
    assert told == f"attachment; filename*=UTF-8''{name}"
    shown = (await client.get(picture, headers=centre.signed_in(DESK))).headers["content-disposition"]
    assert shown == "inline"


async def test_the_same_file_sent_twice_is_there_once(
    client: httpx.AsyncClient, centre: SmallCentre, session: AsyncSession
) -> None:
    address = f"/cases/{await a_case(client, centre)}/attachments/{new_id()}"
    first, second = await put(client, centre, address, JPEG), await put(client, centre, address, JPEG)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json()
    query = select(func.count()).where(Attachment.centre_id == centre.id)
    assert (await session.execute(query)).scalar_one() == 1


async def test_a_file_is_told_in_the_journal_of_its_case_once(
    client: httpx.AsyncClient, centre: SmallCentre
) -> None:
    case, attachment = await a_case(client, centre), new_id()
    address = f"/cases/{case}/attachments/{attachment}"
    for _ in range(2):
        await put(client, centre, address, JPEG, **{"X-Attachment-Name": quote("地库.jpg")})
    journal = (await client.get(f"/cases/{case}/journal", headers=centre.signed_in(DESK))).json()["items"]
    (line,) = [each for each in journal if each["event"] == "FileAttached"]
    assert (line["person"], line["label"]["zh"]) == ("front_desk", "添加附件")
    assert line["payload"]["sha256"] == sha256(JPEG).hexdigest()
    assert line["payload"]["attachment_id"] == str(attachment)
    assert (line["payload"]["media_type"], line["texts"]) == ("image/jpeg", {"file_name": "地库.jpg"})
    told = (await client.get(f"/cases/{case}", headers=centre.signed_in(DESK))).json()
    assert "attach-file" not in {each["path"] for each in told["available_actions"]}, "it comes with a file"


async def test_a_file_that_comes_meanwhile_overtakes_nobody(
    client: httpx.AsyncClient, centre: SmallCentre
) -> None:
    case, signed_in = await a_case(client, centre), centre.signed_in(DESK)
    seen = (await client.get(f"/cases/{case}", headers=signed_in)).headers["etag"]
    await put(client, centre, f"/cases/{case}/attachments/{new_id()}", JPEG)
    amend = {"summary": "电梯维修进度"}
    edited = await client.post(
        f"/cases/{case}/amend-sheet", json=amend, headers={**signed_in, "If-Match": seen}
    )
    assert edited.status_code == 200, edited.text
    again = await client.post(
        f"/cases/{case}/amend-sheet", json=amend, headers={**signed_in, "If-Match": seen}
    )
    assert again.status_code == 412


async def test_another_file_under_the_same_id_is_refused_and_the_first_one_stays(
    client: httpx.AsyncClient, centre: SmallCentre
) -> None:
    address = f"/cases/{await a_case(client, centre)}/attachments/{new_id()}"
    await put(client, centre, address, png(1))
    refused = await put(client, centre, address, png(2))
    assert refused.status_code == 409
    assert refused.json()["code"] == "attachment_differs"
    assert (await client.get(address, headers=centre.signed_in(DESK))).content == png(1)


async def test_an_id_of_another_case_is_taken(client: httpx.AsyncClient, centre: SmallCentre) -> None:
    one, other, attachment = await a_case(client, centre), await a_case(client, centre), new_id()
    await put(client, centre, f"/cases/{one}/attachments/{attachment}", JPEG)
    refused = await put(client, centre, f"/cases/{other}/attachments/{attachment}", JPEG)
    assert refused.status_code == 409


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"<html><script>alert(1)</script></html>", 415, "unsupported_content"),
        (b"GIF89a" + bytes(20), 415, "unsupported_content"),
        (b"MZ" + bytes(200), 415, "unsupported_content"),
        (b"", 422, "empty_file"),
    ],
    ids=["page", "gif", "program", "nothing"],
)
async def test_what_is_not_a_photograph_or_pdf_is_refused(
    client: httpx.AsyncClient, centre: SmallCentre, content: bytes, status: int, code: str
) -> None:
    address = f"/cases/{await a_case(client, centre)}/attachments/{new_id()}"
    refused = await put(client, centre, address, content, **{"Content-Type": "image/jpeg"})
    assert (refused.status_code, refused.json()["code"]) == (status, code)
    assert (await client.get(address, headers=centre.signed_in(DESK))).status_code == 404


async def test_a_file_over_the_limit_is_refused(
    client: httpx.AsyncClient, centre: SmallCentre, settings: Settings
) -> None:
    address = f"/cases/{await a_case(client, centre)}/attachments/{new_id()}"
    for more in (1, 1024 * 1024):
        refused = await put(
            client, centre, address, JPEG + bytes(settings.attachment_max_bytes - len(JPEG) + more)
        )
        assert (refused.status_code, refused.json()["code"]) == (413, "too_large")
    most = JPEG + bytes(settings.attachment_max_bytes - len(JPEG))
    assert (await put(client, centre, address, most)).status_code == 201


@pytest.mark.parametrize("name", ["%FF%FE", quote("字" * 121), "a%0Ab", "%00", "%E2%80%AE"])
async def test_a_name_that_cannot_stand_on_a_line_is_refused(
    client: httpx.AsyncClient, centre: SmallCentre, name: str
) -> None:
    address = f"/cases/{await a_case(client, centre)}/attachments/{new_id()}"
    refused = await put(client, centre, address, JPEG, **{"X-Attachment-Name": name})
    assert (refused.status_code, refused.json()["code"]) == (422, "bad_name")


async def test_a_name_loses_its_folders(client: httpx.AsyncClient, centre: SmallCentre) -> None:
    address = f"/cases/{await a_case(client, centre)}/attachments/{new_id()}"
    added = await put(
        client, centre, address, JPEG, **{"X-Attachment-Name": quote("..\\..\\C:/王女士/门禁.jpg")}
    )
    assert added.json()["name"] == "门禁.jpg"


async def test_another_centre_finds_neither_case_nor_file(
    client: httpx.AsyncClient, centre: SmallCentre, session: AsyncSession, clock: SettableClock
) -> None:
    case = await a_case(client, centre)
    address = f"/cases/{case}/attachments/{new_id()}"
    await put(client, centre, address, JPEG)
    others = await small_centre(session, clock(), "碧水湾")
    theirs = others.signed_in(DESK)
    assert (await client.get(address, headers=theirs)).status_code == 404
    assert (await client.get(f"/cases/{case}/attachments", headers=theirs)).status_code == 404
    assert (await client.put(address, content=JPEG, headers=theirs)).status_code == 404


async def test_nobody_unknown_adds_a_file(client: httpx.AsyncClient, centre: SmallCentre) -> None:
    address = f"/cases/{await a_case(client, centre)}/attachments/{new_id()}"
    assert (await client.put(address, content=JPEG)).status_code == 401


async def test_attachments_are_listed_in_the_order_they_came(
    client: httpx.AsyncClient, centre: SmallCentre, clock: SettableClock
) -> None:
    case, ids = await a_case(client, centre), [str(new_id()) for _ in range(3)]
    for each in reversed(ids):
        await put(client, centre, f"/cases/{case}/attachments/{each}", JPEG)
        clock.advance(minutes=1)
    seen: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        asked: dict[str, Any] = {"limit": 2} | ({"cursor": cursor} if cursor else {})
        page = await client.get(f"/cases/{case}/attachments", params=asked, headers=centre.signed_in(DESK))
        seen += [item["id"] for item in page.json()["items"]]
        cursor = page.json()["next_cursor"]
    assert seen == list(reversed(ids))
    assert page.json()["items"][0]["added_by_name"] == "front_desk"


async def test_a_file_without_a_row_is_swept_and_one_with_a_row_stays(
    client: httpx.AsyncClient,
    app: FastAPI,
    centre: SmallCentre,
    clock: SettableClock,
    settings: Settings,
) -> None:
    case, attachment = await a_case(client, centre), new_id()
    address = f"/cases/{case}/attachments/{attachment}"
    await put(client, centre, address, png(1))
    await put(client, centre, address, png(2))
    database, store = app.state.database, AttachmentStore(settings.attachments_address)
    fresh = await sweep(database, store, centre.id, clock())
    assert fresh == 0, "an upload may still be under way"
    after = clock() + timedelta(days=3650)
    assert await sweep(database, store, centre.id, after) == 1
    assert await sweep(database, store, centre.id, after) == 0
    assert (await client.get(address, headers=centre.signed_in(DESK))).content == png(1)


async def test_a_lost_file_is_told_as_missing(
    client: httpx.AsyncClient, centre: SmallCentre, settings: Settings
) -> None:
    case, attachment = await a_case(client, centre), new_id()
    address = f"/cases/{case}/attachments/{attachment}"
    digest = bytes.fromhex((await put(client, centre, address, JPEG)).json()["sha256"])
    store = AttachmentStore(settings.attachments_address)
    await store.remove([place_of(centre.id, UUID(case), attachment, digest)])
    lost = await client.get(address, headers=centre.signed_in(DESK))
    assert (lost.status_code, lost.json()["code"]) == (404, "content_missing")


async def test_a_file_added_before_journals_told_of_files_is_told_by_the_migration(
    client: httpx.AsyncClient,
    app: FastAPI,
    centre: SmallCentre,
    session: AsyncSession,
    clock: SettableClock,
    keys: SigningKeys,
) -> None:
    case = await a_case(client, centre)
    for name in ("楼道.jpg", None):
        session.add(
            Attachment(
                centre_id=centre.id, id=new_id(), case_id=UUID(case), name=name, media_type="image/jpeg",
                size=3, sha256=sha256(b"abc").digest(), added_by=None, added_at=clock(),
            )
        )  # fmt: skip
    await session.flush()
    untold = [each.fault for each in (await examine(app.state.database, keys, centre.id)).differences]
    assert untold == [Fault.ATTACHMENT_DIFFERS] * 2
    await (await session.connection()).run_sync(migration("0014").tell_files)
    told = (await examine(app.state.database, keys, centre.id)).differences
    assert [str(each) for each in told] == []
    journal = (await client.get(f"/cases/{case}/journal", headers=centre.signed_in(DESK))).json()["items"]
    assert [each["texts"] for each in journal if each["event"] == "FileAttached"] == [
        {"file_name": "楼道.jpg"},
        None,
    ]
