"""Requests about one's own data, erasure without a trace, retention, and restored backups."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any, cast
from uuid import UUID, uuid4

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import insert, text
from sqlalchemy.ext.asyncio import AsyncSession

from app.archive.tables import OwnerFileViewing
from app.cases.attachment_store import AttachmentStore
from app.cases.seals import SigningKeys, seal
from app.cases.verification import examine
from app.database.session import Database
from app.metadata import METADATA
from app.privacy.list_of_erasures import ErasureList
from app.privacy.retention import anonymise, apply_again
from app.privacy.vocabulary import Subject
from app.settings import Settings
from tests.conftest import SettableClock
from tests.factories.centres import small_centre
from tests.factories.files import JPEG
from tests.factories.matters import CENTRE_MANAGER, DESK, HEAD, Work

PERSONAL = ("欧阳翠兰", "13912345678", "楼上半夜拖椅子", "地库坡道积水", "已上门道歉并加装地垫", "楼上照片")
"""A name, a number, words, a place, what was done about it, and the name of a file."""


@pytest.fixture
async def work(client: httpx.AsyncClient, session: AsyncSession, clock: SettableClock) -> Work:
    return Work(client, await small_centre(session, clock()), session, clock)


@pytest.fixture
def store(app: FastAPI, work: Work) -> Database:
    return cast("Database", app.state.database)


@pytest.fixture
def keys(settings: Settings) -> SigningKeys:
    return SigningKeys(settings.keys().seal)


@pytest.fixture
def files(settings: Settings) -> AttachmentStore:
    return AttachmentStore(settings.attachments_address)


@pytest.fixture
def kept(settings: Settings) -> ErasureList:
    settings.erasure_list.unlink(missing_ok=True)
    return ErasureList(settings.erasure_list)


async def resident(work: Work) -> str:
    body = {
        "unit_id": str(work.centre.unit), "type": "owner", "name": "欧阳翠兰", "salutation": "欧阳女士",
        "contact": "13912345678",
    }  # fmt: skip
    answer = await work.client.post("/residents", json=body, headers=work.centre.signed_in(DESK))
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def history(work: Work) -> tuple[str, str]:
    """A resident with a finished inquiry: words, contact, a photograph, a showing of the contact."""
    who = await resident(work)
    case = await work.take_in(
        kind="inquiry", resident_id=who, salutation="欧阳翠兰", contact="13912345678",
        summary="楼上半夜拖椅子",
        words="楼上半夜拖椅子，谁管？", place="地库坡道积水",
    )  # fmt: skip
    photo = await work.client.put(
        f"/cases/{case}/attachments/01890a5d-ac96-774b-bcce-b302099a8057",
        content=JPEG,
        headers=work.centre.signed_in(DESK)
        | {"X-Attachment-Name": "%E6%A5%BC%E4%B8%8A%E7%85%A7%E7%89%87.jpg", "Content-Type": "image/jpeg"},
    )
    assert photo.status_code == 201, photo.text
    await work.act(DESK, case, "issue-sheet")
    await work.hand_back(case, reply="已上门道歉并加装地垫")
    await work.called_back(case, comments="欧阳翠兰说很满意")
    shown = {"reason": "callback", "note": "欧阳翠兰要求回电"}
    answer = await work.client.post(
        f"/residents/{who}/reveal", json=shown, headers=work.centre.signed_in(DESK)
    )
    assert answer.status_code == 200, answer.text
    await work.session.execute(
        insert(OwnerFileViewing).values(
            centre_id=work.centre.id, id=uuid4(), unit_id=work.centre.unit, viewed_at=work.clock(),
            person_id=work.centre.people[HEAD], reason="other", note="欧阳翠兰来查阅",
        )
    )  # fmt: skip
    await work.session.commit()
    return who, case


async def dump(work: Work, settings: Settings) -> str:
    """Every row of every table, and the path of every attachment."""
    rows: list[str] = []
    for table in METADATA.sorted_tables:
        found = await work.session.execute(text(f"SELECT to_jsonb(t)::text FROM {table.name} t"))
        rows += found.scalars().all()
    return "\n".join([*rows, *kept_files(settings.attachments_folder / str(work.centre.id))])


def kept_files(folder: Path) -> list[str]:
    return [str(path) for path in folder.rglob("*") if path.is_file()]


async def sealed_contacts(work: Work) -> int:
    held = "SELECT (SELECT count(*) FROM case_journal WHERE contact_key IS NOT NULL)"
    held += " + (SELECT count(*) FROM residents WHERE contact_ciphertext IS NOT NULL)"
    held += " + (SELECT count(*) FROM case_journal WHERE personal ? 'contact')"
    return int((await work.session.execute(text(held))).scalar_one())


async def ask(work: Work, who: str, kind: str) -> str:
    body = {"resident_id": who, "kind": kind, "details": "欧阳翠兰本人到前台提出"}
    answer = await work.client.post("/privacy/requests", json=body, headers=work.centre.signed_in(DESK))
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def decide(work: Work, request: str, **decision: Any) -> httpx.Response:
    told = {"granted": True, "reason": "核对本人身份"} | decision
    return await work.client.post(
        f"/privacy/requests/{request}/decision", json=told, headers=work.centre.signed_in(HEAD)
    )


async def is_clean(work: Work, store: Database, keys: SigningKeys) -> bool:
    return (await examine(store, keys, work.centre.id)).clean


async def sealed(work: Work, keys: SigningKeys) -> None:
    await seal(work.session, work.centre.id, work.clock(), keys)
    await work.session.commit()


async def test_after_an_erasure_nothing_personal_is_left_and_the_journals_are_whole(
    work: Work, store: Database, keys: SigningKeys, kept: ErasureList, settings: Settings
) -> None:
    who, case = await history(work)
    await sealed(work, keys)
    before = await dump(work, settings)
    assert all(value in before for value in PERSONAL if value != "13912345678")
    assert await sealed_contacts(work) > 0
    answer = await decide(work, await ask(work, who, "erase"))
    assert (answer.status_code, answer.json()["state"]) == (200, "granted"), answer.text
    after = await dump(work, settings)
    assert [value for value in PERSONAL if value in after] == []
    assert await sealed_contacts(work) == 0
    assert kept_files(settings.attachments_folder / str(work.centre.id)) == []
    assert await is_clean(work, store, keys)
    assert {subject for _, subject, _ in kept.entries()} == {"case", "resident"}
    shown = await work.told(HEAD, f"/cases/{case}")
    assert (shown["number"], shown["texts"]) == ("20260401-001", {})
    report = await work.told(HEAD, "/reports/period", from_day="2026-04-01", to_day="2026-04-30")
    assert report["accepted"] == 1


async def test_an_older_backup_is_erased_again(
    work: Work,
    store: Database,
    keys: SigningKeys,
    kept: ErasureList,
    files: AttachmentStore,
    settings: Settings,
) -> None:
    who, case = await history(work)
    kept.add(work.centre.id, Subject.CASE, [UUID(case)], work.clock())
    kept.add(work.centre.id, Subject.RESIDENT, [UUID(who)], work.clock())
    assert await apply_again(store, files, kept) == 2
    after = await dump(work, settings)
    assert [value for value in PERSONAL if value in after] == []
    assert await sealed_contacts(work) == 0
    assert await is_clean(work, store, keys)


async def test_a_closed_case_is_anonymised_when_the_years_are_over_and_not_before(
    work: Work, store: Database, keys: SigningKeys, kept: ErasureList, files: AttachmentStore
) -> None:
    _, case = await history(work)
    await sealed(work, keys)
    soon = work.clock() + timedelta(days=3 * 365 - 1)
    assert await anonymise(store, files, kept, work.centre.id, soon, 100) == 0
    later = work.clock() + timedelta(days=3 * 365 + 2)
    assert await anonymise(store, files, kept, work.centre.id, later, 100) == 1
    assert await anonymise(store, files, kept, work.centre.id, later, 100) == 0
    assert (await work.told(HEAD, f"/cases/{case}"))["texts"] == {}
    assert await is_clean(work, store, keys)


async def test_each_kind_is_kept_as_long_as_the_centre_says(
    work: Work, store: Database, kept: ErasureList, files: AttachmentStore
) -> None:
    inquiry = await work.take_in(kind="inquiry", answer="可以。", satisfied=True)
    handed_off = await work.take_in(kind=None, related_procedure="repair")
    await work.act(HEAD, handed_off, "void", reason="重复")
    challenge = await work.filed_challenge()
    for name, years in (("retention_years_inquiry", 1), ("retention_years_challenge", 5)):
        seen = await work.ask(CENTRE_MANAGER, f"/policy/{name}")
        edit = {"value": years, "reason": "本中心规定"}
        headers = work.centre.signed_in(CENTRE_MANAGER) | {"If-Match": seen.headers["etag"]}
        answer = await work.client.put(f"/policy/{name}", json=edit, headers=headers)
        assert answer.status_code == 200, answer.text

    async def gone(days: int) -> set[str]:
        await anonymise(store, files, kept, work.centre.id, work.clock() + timedelta(days=days), 100)
        cases = (inquiry, handed_off, challenge)
        return {each for each in cases if (await work.told(HEAD, f"/cases/{each}"))["texts"] == {}}

    assert await gone(370) == {inquiry}
    assert await gone(3 * 366) == {inquiry, handed_off}
    assert await gone(5 * 366) == {inquiry, handed_off, challenge}
    notice = await work.told(CENTRE_MANAGER, "/privacy/notice")
    assert "质疑满 5 年" in notice["text"]["zh"]
    assert notice["retention_by_kind"]["inquiry"] == 1


async def test_an_open_case_is_finished_before_anything_is_erased(work: Work, kept: ErasureList) -> None:
    who = await resident(work)
    await work.take_in(kind="inquiry", resident_id=who)
    answer = await decide(work, await ask(work, who, "erase"))
    assert (answer.status_code, answer.json()["code"]) == (409, "case_still_open")
    assert list(kept.entries()) == []
    requests = await work.told(DESK, "/privacy/requests", state="open")
    assert len(requests["items"]) == 1


async def test_a_request_is_decided_once_and_by_a_head(work: Work, kept: ErasureList) -> None:
    who = await resident(work)
    request = await ask(work, who, "correct")
    by_desk = await work.client.post(
        f"/privacy/requests/{request}/decision",
        json={"granted": True, "reason": "x"},
        headers=work.centre.signed_in(DESK),
    )
    assert by_desk.status_code == 403
    refused = await decide(work, request, granted=False, reason="记录无误")
    assert (refused.json()["state"], refused.json()["reason"]) == ("refused", "记录无误")
    assert (await decide(work, request)).json()["code"] == "decided_already"


async def test_a_copy_holds_everything_and_is_logged_as_a_showing(work: Work, kept: ErasureList) -> None:
    who, _ = await history(work)
    request = await ask(work, who, "export")
    headers = work.centre.signed_in(HEAD)
    early = await work.client.post(f"/privacy/requests/{request}/copy", headers=headers)
    assert early.json()["code"] == "not_granted"
    await decide(work, request)
    answer = await work.client.post(f"/privacy/requests/{request}/copy", headers=headers)
    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert (told["resident"]["contact"], told["resident"]["name"]) == ("13912345678", "欧阳翠兰")
    assert "楼上半夜拖椅子" in json.dumps(told["cases"], ensure_ascii=False)
    report = await work.told(HEAD, "/privacy/access-report", from_day="2026-04-01", to_day="2026-04-30")
    assert {(line["name"], line["reason"]): line["times"] for line in report["lines"]} == {
        ("front_desk", "callback"): 1,
        ("head_of_customer_service", "resident_asked"): 1,
    }


async def test_another_centre_sees_nothing_of_it(work: Work, kept: ErasureList) -> None:
    who, _ = await history(work)
    request = await ask(work, who, "erase")
    elsewhere = await work.elsewhere()
    assert (await decide(elsewhere, request)).status_code == 404
    assert (await elsewhere.told(DESK, "/privacy/requests"))["items"] == []


async def test_the_notice_names_the_centre_and_the_years(work: Work) -> None:
    notice = await work.told(CENTRE_MANAGER, "/privacy/notice")
    assert "翠湖苑" in notice["text"]["zh"]
    assert "3 年" in notice["text"]["zh"]
    assert "3 years" in notice["text"]["en"]
